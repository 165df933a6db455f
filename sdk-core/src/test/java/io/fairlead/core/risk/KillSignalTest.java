package io.fairlead.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.UnsupportedCapabilityException;
import java.lang.reflect.Method;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Signals of this very process, raised by itself. */
@DisabledOnOs(OS.WINDOWS)
class KillSignalTest {
    private static void raise(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Method raise = type.getMethod("raise", type);
        raise.invoke(null, type.getConstructor(String.class).newInstance(name));
    }

    /** The JVM calls handlers on a thread of its own. */
    private static boolean tripsWithin(KillSwitch killSwitch, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!killSwitch.isTripped() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return killSwitch.isTripped();
    }

    @Test
    void shouldTripBySignalAndPutTheFormerHandlerBack() throws ReflectiveOperationException {
        KillSwitch outer = new KillSwitch();
        KillSwitch inner = new KillSwitch();
        try (KillSignal first = KillSignal.onSignal("USR2", outer)) {
            try (KillSignal second = KillSignal.onSignal("USR2", inner)) {
                raise("USR2");

                assertThat(tripsWithin(inner, Duration.ofSeconds(10))).isTrue();
                assertThat(second).isNotNull();
            }
            assertThat(outer.isTripped()).isFalse();
            raise("USR2");

            assertThat(tripsWithin(outer, Duration.ofSeconds(10))).isTrue();
            assertThat(first).isNotNull();
        }
        assertThat(inner.current()).contains(new KillSwitch.Trip("signal USR2", "the process's signal USR2"));
    }

    @Test
    void shouldSayWhichSignalCannotBeUsed() {
        assertThatThrownBy(() -> KillSignal.onSignal("NOSUCH", new KillSwitch()))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("NOSUCH")
                .hasMessageContaining("KillFile");
        assertThatThrownBy(() -> KillSignal.onSignal("KILL", new KillSwitch()))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("KILL");
    }
}
