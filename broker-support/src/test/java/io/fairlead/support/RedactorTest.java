package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.spi.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactorTest {
    private final Redactor redactor = Redactor.of(List.of(Secret.of("planted/Key+1=="), Secret.of("abc")));

    @Test
    void shouldTakeOutASecretPlainAndEncoded() {
        assertThat(redactor.scrub("a planted/Key+1== b planted%2FKey%2B1%3D%3D c"))
                .isEqualTo("a *** b *** c");
    }

    @Test
    void shouldTakeOutQueriesSignaturesAndKeyHeadersThatItDoesNotKnow() {
        assertThat(redactor.scrub("GET https://venue/api/v3/order?symbol=X&signature=dead failed"))
                .isEqualTo("GET https://venue/api/v3/order?*** failed");
        assertThat(redactor.scrub("signature=deadbeef&x=1")).isEqualTo("signature=***&x=1");
        assertThat(redactor.scrub("X-MBX-APIKEY: vmPUZE6")).isEqualTo("X-MBX-APIKEY: ***");
        assertThat(redactor.scrub("{\"apiKey\":\"vmPUZE6\",\"a\":1}")).isEqualTo("{\"apiKey\":\"***\",\"a\":1}");
        assertThat(redactor.scrub("Authorization: Bearer abcdef")).doesNotContain("abcdef");
    }

    @Test
    void shouldLeaveOrdinaryWordsAlone() {
        assertThat(redactor.scrub("Account has insufficient balance for requested action."))
                .isEqualTo("Account has insufficient balance for requested action.");
        assertThat(redactor.scrub("abc")).isEqualTo("abc");
    }

    @Test
    void shouldTakeOutLinesOfAPemKey() {
        Redactor pem = Redactor.of(List.of(
                Secret.of("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYH\n-----END PRIVATE KEY-----")));

        assertThat(pem.scrub("bad key MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYH")).isEqualTo("bad key ***");
    }

    @Test
    void shouldCutLongTextsAndControlCharacters() {
        assertThat(redactor.scrub("a\r\nb")).isEqualTo("a b");
        assertThat(redactor.scrub("x".repeat(600))).hasSize(501);
    }
}
