package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.HttpOutcome.Cause;
import io.fairlead.support.HttpOutcome.NotSent;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransmissionTest {
    private final ManualTime time = new ManualTime("2026-11-28T12:00:00Z");
    private final List<Callback> callbacks = new ArrayList<>();

    @AfterEach
    void stopTime() {
        time.close();
    }

    /** A call that nobody answers, and that ends with a fault of its own the moment it is cancelled. */
    private Call silent() {
        return (Call) Proxy.newProxyInstance(
                Call.class.getClassLoader(), new Class<?>[] {Call.class}, (call, method, arguments) -> {
                    if (method.getName().equals("enqueue")) {
                        callbacks.add((Callback) arguments[0]);
                    } else if (method.getName().equals("cancel")) {
                        callbacks.get(0).onFailure((Call) call, new IOException("Socket closed"));
                    }
                    return null;
                });
    }

    @Test
    void shouldSayThatTheTimeWasUpThoughTheCancelledCallEndsFirst() {
        List<HttpOutcome> outcomes = new ArrayList<>();
        new Transmission(
                        silent(),
                        new SendProof(),
                        Duration.ofSeconds(12),
                        new Deadlines(time.io()),
                        Redactor.of(List.of()),
                        outcomes::add)
                .begin();

        time.advance(Duration.ofSeconds(12));

        assertThat(outcomes).containsExactly(new NotSent(Cause.NOT_CONNECTED, "no answer within 12000 ms"));
    }
}
