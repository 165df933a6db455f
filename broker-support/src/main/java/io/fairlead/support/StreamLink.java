package io.fairlead.support;

/** One connection of a stream, to send over. Any thread; nothing blocks. */
public interface StreamLink {
    /** Sends a text; false if the connection is gone, and then nothing was sent. */
    boolean send(String text);

    /** Sends bytes; false as above. */
    boolean send(byte[] bytes);

    /** Gives the connection up, so that another is made. */
    void fail(String why);

    /** Asks for a planned change to a fresh connection, without a gap: the venue has said that it will close this one. */
    void rotate(String why);

    /** Numbers connections of a stream from 1. */
    long number();
}
