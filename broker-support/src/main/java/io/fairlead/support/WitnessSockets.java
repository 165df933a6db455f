package io.fairlead.support;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Makes the sockets of HTTP calls, which tell the call that writes on its thread whether a byte of it was taken. A kept connection that the
 * venue has reset fails at the first write: then the kernel has taken nothing, and nothing has left. Under TLS too, whose records pass here.
 * No read waits for longer than a minute, whatever becomes of who else keeps the time.
 */
final class WitnessSockets extends SocketFactory {
    /** A failing write of up to so many bytes into a send buffer with room for all of them has not been taken in part. */
    private static final int SURELY_WHOLE = 16_384;

    @Override
    public Socket createSocket() {
        return new WitnessSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    private static final int LONGEST_SILENCE_MS = 60_000;

    private static final class WitnessSocket extends Socket {
        @Override
        public void setSoTimeout(int timeoutMs) throws SocketException {
            super.setSoTimeout(timeoutMs == 0 || timeoutMs > LONGEST_SILENCE_MS ? LONGEST_SILENCE_MS : timeoutMs);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new Witness(super.getOutputStream());
        }
    }

    private static final class Witness extends FilterOutputStream {
        Witness(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            SendProof proof = SendProof.onThisThread();
            if (proof == null) {
                out.write(bytes, from, length);
                return;
            }
            try {
                out.write(bytes, from, length);
                proof.bytesTaken();
            } catch (IOException e) {
                if (length > SURELY_WHOLE) {
                    proof.bytesTaken();
                } else {
                    proof.bytesRefused();
                }
                throw e;
            }
        }
    }
}
