package io.fairlead.core.feed;

import io.fairlead.api.instrument.Instrument;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over what a data set holds: instruments' ids and every column, each with its length before it. */
final class ContentHash {
    private static final int WORDS = 1024;

    private final MessageDigest digest = sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(WORDS * Long.BYTES);

    private ContentHash() {}

    static String of(BarData data) {
        ContentHash hash = new ContentHash();
        for (Instrument instrument : data.instruments()) {
            hash.text(instrument.id().toString());
            hash.bars(data.bars(instrument.id()));
        }
        hash.drain();
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        word(bytes.length);
        drain();
        digest.update(bytes);
    }

    private void bars(BarColumns bars) {
        word(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            word(bars.startNanos(i));
            word(bars.endNanos(i));
            number(bars.open(i));
            number(bars.high(i));
            number(bars.low(i));
            number(bars.close(i));
            number(bars.volume(i));
        }
    }

    private void number(double value) {
        word(Double.doubleToLongBits(value));
    }

    private void word(long value) {
        if (buffer.remaining() < Long.BYTES) {
            drain();
        }
        buffer.putLong(value);
    }

    private void drain() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
