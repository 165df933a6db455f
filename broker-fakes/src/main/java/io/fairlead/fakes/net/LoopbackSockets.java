package io.fairlead.fakes.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one server. Each that is accepted has {@code TCP_NODELAY} and a number, from 0 on in the order of
 * acceptance, which is the server's own number of the connection. Thread-safe.
 */
final class LoopbackSockets extends ServerSocketFactory {
    private final Map<Integer, LoopbackSocket> open = new ConcurrentHashMap<>();
    private volatile int accepted;

    /** The connection of that number, while it is open. */
    Optional<LoopbackSocket> find(int number) {
        return Optional.ofNullable(open.get(number));
    }

    /** How many connections were ever accepted. */
    int accepted() {
        return accepted;
    }

    /** Cuts every connection. */
    void cutAll() {
        open.values().forEach(LoopbackSocket::cut);
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new Listening();
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, 0);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address) throws IOException {
        ServerSocket socket = createServerSocket();
        socket.bind(new InetSocketAddress(address, port), backlog);
        return socket;
    }

    private final class Listening extends ServerSocket {
        private Listening() throws IOException {}

        /** Called by the one thread that accepts. */
        @Override
        public Socket accept() throws IOException {
            Accepted socket = new Accepted(accepted);
            implAccept(socket);
            socket.hurry();
            open.put(socket.number, socket);
            accepted = socket.number + 1;
            return socket;
        }
    }

    private final class Accepted extends LoopbackSocket {
        private final int number;

        private Accepted(int number) {
            this.number = number;
        }

        @Override
        public synchronized void close() throws IOException {
            open.remove(number, this);
            super.close();
        }
    }
}
