package io.fairlead.core.journal;

import io.fairlead.api.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A journal's place in memory, for tests and backtests, that can lose its process, its power and its disk's goodwill at any byte.
 * Creating and opening take microseconds. Written by one thread; cursors of other threads may read meanwhile.
 *
 * <p>The model: written bytes survive the process. Forced bytes survive the power; of the other 512-byte sectors any subset
 * survives, each whole or torn at a byte. After a failed force what it should have written may or may not be there, and only
 * writing it again makes a later force count.
 */
public final class MemoryStorage implements JournalStorage {
    private static final int SECTOR = 512;
    private static final long NEVER = Long.MAX_VALUE;

    private final Object lock = new Object();

    /** Replaced as a whole on each change, under the lock: readers on other threads keep theirs. */
    private volatile List<Cells> all = List.of();

    /** Stands for the process that is alive; the next one gets another. */
    private volatile Object process = new Object();

    private boolean locked;
    private long roomLeft = NEVER;
    private long bytesToCrash = NEVER;
    private long forcesToFailure = NEVER;

    /** Empty, and without faults. */
    public MemoryStorage() {}

    /** One segment: what the process sees, and what the disk holds. */
    private static final class Cells {
        private final String name;
        private byte[] seen;
        private byte[] held;
        private int dirtyFrom = Integer.MAX_VALUE;
        private int dirtyTo;

        Cells(String name, byte[] seen, byte[] held) {
            this.name = name;
            this.seen = seen;
            this.held = held;
        }

        void put(int position, ByteBuffer bytes, int count) {
            if (count > 0) {
                bytes.get(seen, position, count);
                dirtyFrom = Math.min(dirtyFrom, position);
                dirtyTo = Math.max(dirtyTo, position + count);
            }
        }

        void force() {
            if (dirtyFrom < dirtyTo) {
                System.arraycopy(seen, dirtyFrom, held, dirtyFrom, dirtyTo - dirtyFrom);
            }
            settle();
        }

        void settle() {
            dirtyFrom = Integer.MAX_VALUE;
            dirtyTo = 0;
        }

        void losePower(RandomGenerator chance) {
            for (int from = 0; from < seen.length; from += SECTOR) {
                int to = Math.min(from + SECTOR, seen.length);
                if (!Arrays.equals(seen, from, to, held, from, to)) {
                    keepPart(from, to, chance);
                }
            }
            seen = held.clone();
            settle();
        }

        private void keepPart(int from, int to, RandomGenerator chance) {
            int outcome = chance.nextInt(4);
            int cut = from + chance.nextInt(to - from + 1);
            if (outcome == 0) {
                System.arraycopy(seen, from, held, from, to - from);
            } else if (outcome == 1) {
                System.arraycopy(seen, from, held, from, cut - from);
            } else if (outcome == 2) {
                System.arraycopy(seen, cut, held, cut, to - cut);
            }
        }
    }

    // --- Faults ---------------------------------------------------------------------------------------------------

    /** The process ends: what it wrote stays, its lock is gone, what it had opened answers with {@link SimulatedCrash}. */
    public void crash() {
        process = new Object();
        locked = false;
        roomLeft = NEVER;
        bytesToCrash = NEVER;
        forcesToFailure = NEVER;
    }

    /** The process ends and the power is lost: what was not forced survives in part, as chance has it. */
    public void powerLoss(RandomGenerator chance) {
        crash();
        for (Cells cells : all) {
            cells.losePower(chance);
        }
    }

    /** The n-th force from now on fails, 1 being the next; forces after it succeed, whatever they are worth. */
    public void failForceAt(long n) {
        forcesToFailure = n;
    }

    /** The disk is full after so many more written bytes: the write that passes the mark is partly done and fails, and all later. */
    public void failWriteAfter(long bytes) {
        roomLeft = bytes;
    }

    /** The process ends by a {@link SimulatedCrash} when so many more bytes have been written. */
    public void crashAfter(long bytes) {
        bytesToCrash = bytes;
    }

    /** What the process sees and what the disk holds, copied; without lock and faults. */
    public MemoryStorage copy() {
        MemoryStorage copy = new MemoryStorage();
        List<Cells> cells = new ArrayList<>();
        for (Cells original : all) {
            Cells twin = new Cells(original.name, original.seen.clone(), original.held.clone());
            twin.dirtyFrom = original.dirtyFrom;
            twin.dirtyTo = original.dirtyTo;
            cells.add(twin);
        }
        copy.all = cells;
        return copy;
    }

    /** A copy of what the process sees of a segment. */
    public byte[] bytes(String name) throws IOException {
        return find(name).seen.clone();
    }

    /** Puts a segment there as if it had always been: on the disk, of that content. */
    public void put(String name, byte[] content) {
        synchronized (lock) {
            List<Cells> cells = new ArrayList<>(all);
            cells.removeIf(old -> old.name.equals(name));
            cells.add(new Cells(name, content.clone(), content.clone()));
            cells.sort((a, b) -> a.name.compareTo(b.name));
            all = cells;
        }
    }

    // --- Storage --------------------------------------------------------------------------------------------------

    @Override
    public List<String> segments() {
        List<String> names = new ArrayList<>();
        for (Cells cells : all) {
            names.add(cells.name);
        }
        return names;
    }

    @Override
    public Segment create(String name, long capacity) throws IOException {
        if (roomLeft <= 0) {
            throw new IOException("no space left in memory storage for " + name);
        }
        put(name, new byte[Math.toIntExact(capacity)]);
        return open(name);
    }

    @Override
    public Segment open(String name) throws IOException {
        return new MemorySegment(this, find(name), process, true);
    }

    @Override
    public Segment openForReading(String name) throws IOException {
        return new MemorySegment(this, find(name), process, false);
    }

    private Cells find(String name) throws IOException {
        for (Cells cells : all) {
            if (cells.name.equals(name)) {
                return cells;
            }
        }
        throw new IOException("no segment " + name + " in memory storage");
    }

    @Override
    public void delete(String name) throws IOException {
        synchronized (lock) {
            List<Cells> cells = new ArrayList<>(all);
            cells.remove(find(name));
            all = cells;
        }
    }

    @Override
    public AutoCloseable lock() {
        if (locked) {
            throw new BadInputException("journal " + description()
                    + " is open already, in this process. Close it there first, or simulate a crash");
        }
        locked = true;
        Object owner = process;
        return () -> {
            if (owner.equals(process)) {
                locked = false;
            }
        };
    }

    @Override
    public String description() {
        return "in memory";
    }

    private void requireAlive(Object owner) {
        if (!owner.equals(process)) {
            throw new SimulatedCrash("the process that opened this segment has ended");
        }
    }

    private void write(Cells cells, Object owner, long position, ByteBuffer bytes) throws IOException {
        requireAlive(owner);
        int count = bytes.remaining();
        if (position + count > cells.seen.length) {
            throw new IOException("a write of " + count + " bytes at " + position + " passes the segment's end");
        }
        if (count <= roomLeft && count < bytesToCrash) {
            cells.put((int) position, bytes, count);
            spend(count);
            return;
        }
        int done = (int) Math.min(count, Math.min(roomLeft, bytesToCrash));
        cells.put((int) position, bytes, done);
        if (bytesToCrash <= roomLeft) {
            crash();
            throw new SimulatedCrash("the process ended while writing");
        }
        spend(done);
        throw new IOException("no space left in memory storage");
    }

    private void spend(int count) {
        roomLeft -= roomLeft == NEVER ? 0 : count;
        bytesToCrash -= bytesToCrash == NEVER ? 0 : count;
    }

    private void force(Cells cells, Object owner) throws IOException {
        requireAlive(owner);
        if (forcesToFailure != NEVER) {
            forcesToFailure--;
            if (forcesToFailure == 0) {
                forcesToFailure = NEVER;
                cells.settle();
                throw new IOException("input/output error while forcing memory storage");
            }
        }
        cells.force();
    }

    /** A process's hold of one segment. */
    private record MemorySegment(MemoryStorage storage, Cells cells, Object owner, boolean writable)
            implements Segment {
        @Override
        public long capacity() {
            return cells.seen.length;
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            requireWritable();
            storage.write(cells, owner, position, bytes);
        }

        @Override
        public int read(long position, ByteBuffer into) {
            storage.requireAlive(owner);
            int count = (int) Math.max(0, Math.min(into.remaining(), cells.seen.length - position));
            into.put(cells.seen, (int) Math.min(position, cells.seen.length), count);
            return count;
        }

        @Override
        public void force() throws IOException {
            requireWritable();
            storage.force(cells, owner);
        }

        @Override
        public void extendTo(long capacity) throws IOException {
            requireWritable();
            storage.requireAlive(owner);
            cells.seen = Arrays.copyOf(cells.seen, Math.toIntExact(capacity));
            cells.held = Arrays.copyOf(cells.held, Math.toIntExact(capacity));
        }

        private void requireWritable() throws IOException {
            if (!writable) {
                throw new IOException("segment " + cells.name + " was opened for reading");
            }
        }

        @Override
        public void close() {}
    }
}
