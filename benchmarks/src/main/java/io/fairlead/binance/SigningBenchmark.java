package io.fairlead.binance;

import io.fairlead.spi.Secret;
import io.fairlead.support.ServerTimeOffset;
import io.fairlead.support.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An order's request stamped and signed as it goes out, beside the bare signature of the same bytes by an algorithm object kept ready. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigningBenchmark {
    private static final String FORM = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=91250"
            + "&newClientOrderId=tk-7f3a-000012&newOrderRespType=FULL";
    private static final String SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";

    private final byte[] payload = (FORM + "&recvWindow=5000&timestamp=1763706000456").getBytes(StandardCharsets.UTF_8);
    private final WireRequest request = new WireRequest(
            "POST",
            "https://demo-api.binance.com/api/v3/order",
            Map.of(),
            FORM.getBytes(StandardCharsets.UTF_8),
            "application/x-www-form-urlencoded");
    private final Bare bare = Bare.make();
    private final BinanceSigner hmacSigner = signer(Signature.hmac(Secret.of(SECRET)));
    private final BinanceSigner edwardsSigner = signer(Signature.ed25519(Secret.of(bare.privateKey())));

    /** The algorithms with their keys, ready; and the private key in PKCS#8, base64. */
    private record Bare(Mac mac, java.security.Signature edwards, String privateKey) {
        static Bare make() {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                java.security.Signature edwards = java.security.Signature.getInstance("Ed25519");
                edwards.initSign(pair.getPrivate());
                return new Bare(
                        mac,
                        edwards,
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this machine lacks an algorithm", e);
            }
        }
    }

    private static BinanceSigner signer(Signature signature) {
        ServerTimeOffset time = new ServerTimeOffset(Clock.systemUTC().instant(), System::nanoTime);
        return new BinanceSigner(Secret.of("benchmark-key"), signature, time, Duration.ofSeconds(5));
    }

    /** HMAC-SHA256: the request as it goes out. */
    @Benchmark
    public WireRequest hmac() {
        return hmacSigner.sign(request);
    }

    /** The bare code of the same bytes. */
    @Benchmark
    public byte[] hmacBare() {
        return bare.mac().doFinal(payload);
    }

    /** Ed25519: the request as it goes out. */
    @Benchmark
    public WireRequest edwards() {
        return edwardsSigner.sign(request);
    }

    /** The bare signature of the same bytes. */
    @Benchmark
    public byte[] edwardsBare() throws GeneralSecurityException {
        bare.edwards().update(payload);
        return bare.edwards().sign();
    }
}
