package org.havenward.district.roster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes rows in PostgreSQL's binary COPY format, in chunks. Quicker to make and to read than text, and nothing to escape. */
final class BinaryRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int CHUNK = 1 << 18;
    private static final long EPOCH_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int OID_UUID = 2950;

    private final Sink sink;
    private ByteBuffer buffer = ByteBuffer.allocate(CHUNK + (1 << 16));

    /** Takes a chunk; may wait until there is room. */
    interface Sink {
        void take(byte[] chunk) throws InterruptedException;
    }

    BinaryRows(Sink sink) {
        this.sink = sink;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    void row(int columns) throws InterruptedException {
        if (buffer.position() >= CHUNK) {
            flush();
        }
        buffer.putShort((short) columns);
    }

    void end() throws InterruptedException {
        room(2);
        buffer.putShort((short) -1);
        flush();
    }

    void nothing() {
        room(4);
        buffer.putInt(-1);
    }

    void key(SourceKeys keys, @Nullable String sourcedId) {
        if (sourcedId == null) {
            nothing();
            return;
        }
        keys.find(sourcedId);
        room(20);
        buffer.putInt(16).putLong(keys.high()).putLong(keys.low());
    }

    void keys(SourceKeys keys, List<String> sourcedIds) {
        room(24 + sourcedIds.size() * 20);
        int count = sourcedIds.size();
        if (count == 0) {
            buffer.putInt(12).putInt(0).putInt(0).putInt(OID_UUID);
            return;
        }
        buffer.putInt(20 + count * 20);
        buffer.putInt(1).putInt(0).putInt(OID_UUID).putInt(count).putInt(1);
        for (var sourcedId : sourcedIds) {
            keys.find(sourcedId);
            buffer.putInt(16).putLong(keys.high()).putLong(keys.low());
        }
    }

    void uuid(UUID value) {
        room(20);
        buffer.putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    }

    void text(@Nullable String value) {
        if (value == null) {
            nothing();
            return;
        }
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        room(4 + bytes.length);
        buffer.putInt(bytes.length).put(bytes);
    }

    void int4(int value) {
        room(8);
        buffer.putInt(4).putInt(value);
    }

    void int2(int value) {
        room(6);
        buffer.putInt(2).putShort((short) value);
    }

    void bool(boolean value) {
        room(5);
        buffer.putInt(1).put((byte) (value ? 1 : 0));
    }

    /** @param epochDay {@link Cells#NO_DATE} for none */
    void date(long epochDay) {
        if (epochDay == Cells.NO_DATE) {
            nothing();
            return;
        }
        room(8);
        buffer.putInt(4).putInt((int) (epochDay - EPOCH_2000));
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            var larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + bytes));
            buffer.flip();
            larger.put(buffer);
            buffer = larger;
        }
    }

    private void flush() throws InterruptedException {
        sink.take(Arrays.copyOf(buffer.array(), buffer.position()));
        buffer.clear();
    }
}
