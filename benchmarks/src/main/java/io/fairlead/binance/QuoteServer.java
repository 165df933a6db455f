package io.fairlead.binance;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WebSocket server in a process of its own that sends book tickers of several symbols as fast as they are taken: frames made beforehand, sent
 * in blocks as a venue's frames arrive under load, with only their numbers written anew. One client at a time.
 */
final class QuoteServer implements AutoCloseable {
    /** How many symbols take turns. */
    static final int SYMBOLS = 20;

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final int FRAMES = 400;
    private static final long FIRST_NUMBER = 77_000_000_000L;
    private static final int NUMBER_DIGITS = 11;

    private final Process process;
    private final int port;

    private QuoteServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts the process. */
    static QuoteServer start() throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        QuoteServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        return new QuoteServer(process, Integer.parseInt(said.readLine()));
    }

    /** Where it listens. */
    String url() {
        return "ws://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** The symbols that take turns. */
    static String symbol(int number) {
        return "C" + (char) ('A' + number) + "USDT";
    }

    /** Listens on any port, says which, and serves until the process ends, or the one that started it. */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Thread parent = new Thread(QuoteServer::endWithParent);
        parent.setDaemon(true);
        parent.start();
        try (ServerSocket listening = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            System.out.println(listening.getLocalPort());
            while (true) {
                try (Socket socket = listening.accept()) {
                    socket.setTcpNoDelay(true);
                    serve(socket);
                } catch (SocketException e) {
                    System.err.println("the client has gone: " + e.getMessage());
                }
            }
        }
    }

    private static void endWithParent() {
        try {
            int unused = System.in.read();
        } catch (IOException e) {
            System.err.println("no more input: " + e.getMessage());
        }
        System.exit(0);
    }

    private static void serve(Socket socket) throws IOException, GeneralSecurityException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) in.readUnsignedByte());
        }
        Matcher key = KEY.matcher(request);
        if (!key.find()) {
            throw new IOException("no Sec-WebSocket-Key");
        }
        byte[] digest =
                MessageDigest.getInstance("SHA-1").digest((key.group(1) + MAGIC).getBytes(StandardCharsets.US_ASCII));
        out.write(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        Matcher id = ID.matcher(text(in));
        if (id.find()) {
            out.write(frame("{\"result\":null,\"id\":" + id.group(1) + "}"));
        }
        send(in, out);
    }

    /** A client's frame, unmasked. */
    private static String text(DataInputStream in) throws IOException {
        int unused = in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
        int mask = in.readInt();
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
        return new String(payload, StandardCharsets.UTF_8);
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        int head = payload.length < 126 ? 2 : 4;
        byte[] frame = new byte[head + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) Math.min(payload.length, 126);
        if (head == 4) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, head, payload.length);
        return frame;
    }

    private static void send(InputStream in, OutputStream out) throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        List<byte[]> frames = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = frame(ticker(symbol(i % SYMBOLS), random));
            frames.add(frame);
            total += frame.length;
        }
        byte[] block = new byte[total];
        int[] numbers = new int[FRAMES];
        int at = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = frames.get(i);
            System.arraycopy(frame, 0, block, at, frame.length);
            numbers[i] = at + new String(frame, StandardCharsets.ISO_8859_1).indexOf("\"u\":") + 4;
            at += frame.length;
        }
        long number = FIRST_NUMBER;
        while (true) {
            for (int place : numbers) {
                write(block, place, number++);
            }
            out.write(block);
            while (in.available() > 0) {
                in.skipNBytes(in.available()); // what else the client subscribes to or answers
            }
        }
    }

    private static void write(byte[] block, int place, long number) {
        long rest = number;
        for (int i = NUMBER_DIGITS - 1; i >= 0; i--) {
            block[place + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static String ticker(String symbol, SplittableRandom random) {
        long bid = 91_000L + random.nextInt(999);
        return "{\"stream\":\"" + symbol.toLowerCase(Locale.ROOT) + "@bookTicker\",\"data\":{\"u\":" + FIRST_NUMBER
                + ",\"s\":\"" + symbol + "\",\"b\":\"" + bid + ".99000000\",\"B\":\"" + size(random) + "\",\"a\":\""
                + (bid + 1) + ".00000000\",\"A\":\"" + size(random) + "\"}}";
    }

    private static String size(SplittableRandom random) {
        return random.nextInt(9) + "." + (10_000 + random.nextInt(90_000)) + "000";
    }
}
