package io.fairlead.fakes.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fakes.ManualTime;
import io.fairlead.fakes.binance.Trader.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fact sheet's vectors, and the rules of time and keys around them. */
class SignatureTest {
    private static final String HMAC_KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
    private static final String SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    private static final String PRIVATE = "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
    /** Belongs to the private key above: the seed 00, 01, … 1f. */
    private static final String PUBLIC = "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";

    private final Keys.Key hmac = new Keys.Key.Hmac(SECRET);
    private final ManualTime time = ManualTime.at(Instant.ofEpochMilli(1499827319559L));
    private final FakeBinance venue = FakeBinance.builder()
            .time(time)
            .symbol(BinanceSymbol.of("LTC", "BTC"), "0.1")
            .balance("BTC", "10")
            .hmacKey(HMAC_KEY, SECRET)
            .ed25519Key("testKey", PUBLIC)
            .start();
    private final Trader trader = new Trader(venue);

    @AfterEach
    void stop() {
        trader.close();
        venue.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559|c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
                "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTCquantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559|0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77",
                "symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559|e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3",
                "apiKey=vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A&price=52000.00&quantity=0.01000000&recvWindow=100&side=SELL&symbol=BTCUSDT&timeInForce=GTC&timestamp=1645423376532&type=LIMIT|aa1b5712c094bc4e57c05a1a5c1fd8d88dcd628338ea863fec7b88e59fe2db24",
                "apiKey=vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A&price=0.10000000&quantity=1.00000000&recvWindow=5000&side=BUY&symbol=１２３４５６&timeInForce=GTC&timestamp=1645423376532&type=LIMIT|b33892ae8e687c939f4468c6268ddd4c40ac1af18ad19a064864c47bae0752cd"
            })
    void shouldAcceptTheVectorsOfTheFactSheet(String payload, String signature) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);

        Keys.verify(hmac, bytes, signature);

        bytes[0]++;
        assertThat(codeOf(() -> Keys.verify(hmac, bytes, signature))).isEqualTo(-1022);
    }

    @Test
    void shouldAcceptTheEd25519VectorOfTheFactSheet() throws Exception {
        String payload = "apiKey=testKey&timestamp=1649729878532";
        String signature = "FCiWIWapJwbHbbH4X96+6yBk+IChA/19/LLMF6y5w615iWcBa/N3KBKUk/Y8ygrrN8ooguaevpymYHaUcEooDA==";
        assertThat(ed25519(payload)).isEqualTo(signature);

        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        var key = new Keys.Key.Ed25519(factory.generatePublic(
                new java.security.spec.X509EncodedKeySpec(Base64.getDecoder().decode(PUBLIC))));
        Keys.verify(key, payload.getBytes(StandardCharsets.UTF_8), signature);
    }

    @Test
    void shouldAcceptAnOrderSplitBetweenQueryAndBody() throws Exception {
        String query = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC";
        String body = "quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(URI.create(venue.restUrl() + "/api/v3/order?" + query))
                                .header("X-MBX-APIKEY", HMAC_KEY)
                                .POST(
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                body
                                                        + "&signature=0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).contains("NOTIONAL");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldCheckTheSignatureOfExactlyTheBytesSent() throws Exception {
        String form = "timestamp=1499827319559&note=a%20b";
        String encoded = form + "&signature=" + java.net.URLEncoder.encode(ed25519(form), StandardCharsets.UTF_8);
        String otherwise = encoded.replace("a%20b", "a+b");

        // The parameter is unknown, which is found out only after the signature was believed.
        assertThat(send(encoded).code()).isEqualTo(-1104);
        assertThat(send(otherwise).code()).isEqualTo(-1022);
    }

    @Test
    void shouldRefuseTextThatWasNotEncoded() throws Exception {
        String form = "symbol=１２３&newClientOrderId=x&timestamp=1499827319559";
        String signature = java.net.URLEncoder.encode(ed25519(form), StandardCharsets.UTF_8);

        Answer answer = trader.send("POST", "/api/v3/order", form + "&signature=" + signature, "testKey");

        assertThat(answer.code()).isEqualTo(-1022);
    }

    @ParameterizedTest
    @CsvSource({"999,0", "1000,-1021", "-5000,0", "-5001,-1021"})
    void shouldKeepToTheTimeRule(long ahead, int code) throws Exception {
        String form = "timestamp=" + (1499827319559L + ahead);

        assertThat(send(form + "&signature=" + java.net.URLEncoder.encode(ed25519(form), StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void shouldRefuseKeysItDoesNotKnow() {
        assertThat(trader.send("GET", "/api/v3/account", "timestamp=1&signature=x", "")
                        .code())
                .isEqualTo(-2014);
        assertThat(trader.send("GET", "/api/v3/account", "timestamp=1&signature=x", "other")
                        .code())
                .isEqualTo(-2015);
        venue.revokeKey("testKey");
        Answer revoked = trader.send("GET", "/api/v3/account", "timestamp=1499827319559&signature=x", "testKey");
        assertThat(revoked.status()).isEqualTo(401);
    }

    @Test
    void shouldLogOnWithEd25519AndThenNeedNoSignature() throws Exception {
        var line = trader.connect(venue.wsApiUrl().toString());
        String signature = ed25519("apiKey=testKey&timestamp=1499827319559");

        var logon = line.ask(
                "session.logon",
                Trader.params("apiKey", "testKey", "timestamp", "1499827319559", "signature", signature));
        assertThat(logon.path("result").path("apiKey").asText()).isEqualTo("testKey");
        assertThat(line.ask("account.status", Trader.params("timestamp", "1499827319559"))
                        .path("status")
                        .asInt())
                .isEqualTo(200);
        assertThat(line.ask("account.status", java.util.Map.of())
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(-1102);
        assertThat(line.ask("userDataStream.subscribe", java.util.Map.of())
                        .path("result")
                        .path("subscriptionId")
                        .asInt(-1))
                .isZero();
        line.ask("session.logout", java.util.Map.of());
        assertThat(venue.userSubscriptions()).isZero();
    }

    private Answer send(String form) {
        return trader.send("GET", "/api/v3/account", form, "testKey");
    }

    private static String ed25519(String payload) throws Exception {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(PRIVATE)));
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(key);
        signer.update(payload.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signer.sign());
    }

    private static int codeOf(Runnable call) {
        try {
            call.run();
            return 0;
        } catch (BinanceError e) {
            return e.code();
        }
    }
}
