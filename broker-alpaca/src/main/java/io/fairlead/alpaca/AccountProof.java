package io.fairlead.alpaca;

import io.fairlead.api.order.Denial;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import io.fairlead.support.StreamRefusedException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Whose account the key opens, in the venue's own word. Until the venue has said that it is the one meant, no order and no change leaves:
 * what is armed is a number, and a key of another account would trade there all the same. Any thread.
 */
final class AccountProof {
    /** How numbers of paper accounts begin. */
    static final String PAPER_PREFIX = "PA";

    private final AlpacaRest rest;
    private final AlpacaSettings settings;
    private volatile String standing = "the venue has not said yet whose account this is";
    private volatile boolean proven;

    AccountProof(AlpacaRest rest, AlpacaSettings settings) {
        this.rest = rest;
        this.settings = settings;
    }

    /** Asks the venue; fails with {@link StreamRefusedException} if the account is another one. */
    CompletionStage<Void> ask() {
        return rest.get(RequestKind.QUERY, "/v2/account", new QueryText())
                .thenAccept(account -> check(ExactJson.text(account, "account_number")));
    }

    private void check(String number) {
        proven = false;
        if (!settings.isLive() && !number.startsWith(PAPER_PREFIX)) {
            throw refused("the settings say paper, and the key belongs to an account with real money");
        }
        if (settings.checkAccount() && !number.equals(settings.account())) {
            throw refused("the key belongs to another account: the venue says " + number + ", the settings say "
                    + settings.account());
        }
        proven = true;
    }

    private StreamRefusedException refused(String why) {
        standing = why;
        return new StreamRefusedException(why);
    }

    /** Why nothing may leave; empty once the account is proven. */
    Optional<Denial> denial() {
        return proven
                ? Optional.empty()
                : Optional.of(new Denial(
                        "ACCOUNT_UNPROVEN",
                        "account=" + settings.account() + " " + standing,
                        "wait for the connection to be up, or correct account and api.key"));
    }
}
