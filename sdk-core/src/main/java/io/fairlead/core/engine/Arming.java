package io.fairlead.core.engine;

import io.fairlead.api.AccountId;
import io.fairlead.core.risk.RiskEnvironment;
import io.fairlead.spi.Broker;
import io.fairlead.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's word that real money may be traded on one account: the token that the configuration holds, and the account's own name.
 * {@link SessionBuilder#open(Arming)} takes it; paper, demo and test accounts need none. Immutable; any thread; it shows no token.
 */
public final class Arming {
    private final Secret token;
    private final AccountId account;

    private Arming(Secret token, AccountId account) {
        this.token = Objects.requireNonNull(token, "token");
        this.account = Objects.requireNonNull(account, "account");
    }

    /**
     * Arms one account.
     *
     * @param token what {@code TRADING_ORDER_TOKEN} says, typed or read from elsewhere
     * @param account the account that is meant, as the venue names it
     */
    public static Arming of(Secret token, AccountId account) {
        return new Arming(token, account);
    }

    /** The same with a token as text. */
    public static Arming of(String token, AccountId account) {
        return new Arming(Secret.of(token), account);
    }

    /** The account that is meant. */
    public AccountId account() {
        return account;
    }

    /**
     * Everything that keeps a session from trading a real-money account, at once; empty if nothing does.
     *
     * @param broker the connected account, as the venue says that it is
     */
    static List<String> faults(Broker broker, RiskEnvironment environment, @Nullable Arming arming) {
        List<String> faults = new ArrayList<>();
        if (arming != null && !arming.account.equals(broker.account())) {
            faults.add("armed is " + arming.account + ", connected is " + broker.account());
        }
        if (!broker.isRealMoney()) {
            return faults;
        }
        if (!environment.liveEnabled()) {
            faults.add(
                    "trading of real money is not enabled: set TRADING_LIVE_ENABLED=true and hand it to environment(…)");
        }
        Optional<Secret> expected = environment.orderToken();
        if (expected.isEmpty()) {
            faults.add("no token is configured: set TRADING_ORDER_TOKEN and hand it to environment(…)");
        }
        if (arming == null) {
            faults.add("the session is not armed: call open(Arming.of(token, account)) instead of open()");
        } else if (expected.isPresent() && !isSame(expected.get(), arming.token)) {
            faults.add("the token of open(Arming) is not the one that is configured");
        }
        return faults;
    }

    /** Compares in a time that depends neither on where they differ nor on how long they are. */
    private static boolean isSame(Secret one, Secret other) {
        return MessageDigest.isEqual(digest(one), digest(other)) && !one.isEmpty();
    }

    private static byte[] digest(Secret secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "armed for " + account;
    }
}
