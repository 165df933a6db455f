package io.fairlead.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.spi.Secret;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.ServerTimeOffset;
import io.fairlead.support.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The vectors of the venue's documentation, and two of ours for Ed25519 from the seed 00, 01, …, 1f. */
class SignatureTest {
    private static final Signature HMAC =
            Signature.hmac(Secret.of("NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"));
    private static final String PEM = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f
            -----END PRIVATE KEY-----
            """;
    private static final Signature ED25519 = Signature.ed25519(Secret.of(PEM));
    private static final String REST =
            "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";

    private static String hmac(String payload) {
        return HMAC.of(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static String ed25519(String payload) {
        return ED25519.of(payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldSignRestPayloadsAsTheVenueDoes() {
        assertThat(hmac("symbol=LTCBTC&" + REST))
                .isEqualTo("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
        assertThat(hmac("symbol=LTCBTC&" + REST.replace("GTC&", "GTC")))
                .isEqualTo("0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77");
        assertThat(hmac(new QueryText().add("symbol", "１２３４５６") + "&" + REST))
                .isEqualTo("e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3");
    }

    @Test
    void shouldSignWebSocketParametersByNameAndNotEncoded() {
        String key = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
        ObjectNode order = ExactJson.object()
                .put("type", "LIMIT")
                .put("timeInForce", "GTC")
                .put("symbol", "BTCUSDT")
                .put("side", "SELL")
                .put("price", "52000.00")
                .put("quantity", "0.01000000")
                .put("apiKey", key)
                .put("timestamp", 1645423376532L)
                .put("recvWindow", 100);
        ObjectNode wide = ExactJson.object()
                .put("symbol", "１２３４５６")
                .put("side", "BUY")
                .put("type", "LIMIT")
                .put("timeInForce", "GTC")
                .put("quantity", "1.00000000")
                .put("price", "0.10000000")
                .put("recvWindow", 5000)
                .put("timestamp", 1645423376532L)
                .put("apiKey", key);

        assertThat(hmac(BinanceSigner.payload(order)))
                .isEqualTo("aa1b5712c094bc4e57c05a1a5c1fd8d88dcd628338ea863fec7b88e59fe2db24");
        assertThat(hmac(BinanceSigner.payload(wide)))
                .isEqualTo("b33892ae8e687c939f4468c6268ddd4c40ac1af18ad19a064864c47bae0752cd");
    }

    @Test
    void shouldSignByEd25519() {
        assertThat(ed25519("symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=0.2"
                        + "&timestamp=1668481559918&recvWindow=5000"))
                .isEqualTo("m5loLRxgkb9HyW0wkZ4KNrpck881bx5D0OrKNnPklvk4tlGjEJkhiP9DoyC0sc1lXA/TWugjVPrMb/bfNdmdBw==");
        assertThat(ed25519("apiKey=testKey&timestamp=1649729878532"))
                .isEqualTo("FCiWIWapJwbHbbH4X96+6yBk+IChA/19/LLMF6y5w615iWcBa/N3KBKUk/Y8ygrrN8ooguaevpymYHaUcEooDA==");
    }

    @Test
    void shouldRefuseAKeyThatIsNoneWithoutQuotingIt() {
        assertThatThrownBy(() -> Signature.ed25519(Secret.of("-----BEGIN PRIVATE KEY-----\nUExBTlRFRA==\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("UExBTlRFRA");
    }

    @Test
    void shouldSignTheBodyWhereThereIsOneAndTheQueryElse() {
        long nanos = 1_499_827_319_559_000_000L;
        ServerTimeOffset time = new ServerTimeOffset(Instant.ofEpochMilli(1_499_827_319_559L), () -> nanos);
        BinanceSigner signer = new BinanceSigner(Secret.of("the-key"), HMAC, time, Duration.ofSeconds(5));
        String parameters = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1";
        String signed = parameters + "&recvWindow=5000&timestamp=1499827319559"
                + "&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71";

        WireRequest post = signer.sign(new WireRequest(
                "POST", "https://venue/api/v3/order", Map.of(), parameters.getBytes(StandardCharsets.UTF_8), "x"));
        WireRequest get = signer.sign(
                new WireRequest("GET", "https://venue/api/v3/order?" + parameters, Map.of(), new byte[0], ""));

        assertThat(new String(post.body(), StandardCharsets.UTF_8)).isEqualTo(signed);
        assertThat(get.url()).isEqualTo("https://venue/api/v3/order?" + signed);
        assertThat(get.headers()).containsEntry("X-MBX-APIKEY", "the-key");
    }

    @Test
    void shouldSignTheSameOnManyThreadsAtOnce() throws Exception {
        List<String> payloads = IntStream.range(0, 200)
                .mapToObj(i -> "symbol=S" + i + "&" + REST)
                .toList();
        List<String> expected = new ArrayList<>();
        for (String payload : payloads) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            expected.add(HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8))));
        }
        Signature shared = Signature.hmac(Secret.of("secret"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<List<String>>> work = Collections.nCopies(
                16,
                () -> payloads.stream()
                        .map(payload -> shared.of(payload.getBytes(StandardCharsets.UTF_8)))
                        .toList());

        List<Future<List<String>>> signed = threads.invokeAll(work);
        threads.shutdown();

        for (Future<List<String>> one : signed) {
            assertThat(one.get()).isEqualTo(expected);
        }
    }
}
