package io.fairlead.fakes.net;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that was accepted. What is written to it leaves when it is told to, not with each flush: MockWebServer
 * flushes an answer's head and body apart, and a client would read twice.
 */
class LoopbackSocket extends Socket {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackSocket.class);

    private @Nullable Held out;

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
        return held();
    }

    private synchronized Held held() throws IOException {
        Held held = out;
        if (held == null) {
            held = new Held(super.getOutputStream());
            out = held;
        }
        return held;
    }

    /** Lets go what was written so far. */
    void push() throws IOException {
        held().push();
    }

    /** Sends every segment at once. */
    void hurry() {
        try {
            setTcpNoDelay(true);
        } catch (SocketException e) {
            LOG.atDebug().setMessage("a client has gone already").setCause(e).log();
        }
    }

    /** Ends the connection; idempotent. */
    void cut() {
        try {
            close();
        } catch (IOException e) {
            LOG.atDebug().setMessage("cutting a connection").setCause(e).log();
        }
    }

    private static final class Held extends BufferedOutputStream {
        private Held(OutputStream out) {
            super(out, 64 * 1024);
        }

        @Override
        public synchronized void flush() {}

        private synchronized void push() throws IOException {
            super.flush();
        }
    }
}
