package io.fairlead.support;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Clock;
import javax.net.SocketFactory;

/**
 * Makes one stream's sockets and notes when bytes last came in. OkHttp answers a venue's pings by itself and never shows them, so that a quiet
 * but living stream looks dead from above; below the frames every ping is a sign of life, under TLS too.
 */
final class LivelySockets extends SocketFactory {
    private final Clock clock;
    private volatile long lastMillis;

    LivelySockets(Clock clock) {
        this.clock = clock;
        this.lastMillis = clock.millis();
    }

    /** When bytes last came in, in epoch milliseconds of the clock given. */
    long lastMillis() {
        return lastMillis;
    }

    @Override
    public Socket createSocket() {
        return new LivelySocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(SocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }

    private final class LivelySocket extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new Noting(super.getInputStream());
        }
    }

    private final class Noting extends FilterInputStream {
        Noting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            note(value);
            return value;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            note(count);
            return count;
        }

        private void note(int read) {
            if (read >= 0) {
                lastMillis = clock.millis();
            }
        }
    }
}
