package yardstick.catalog.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a file, counted and digested while they are read; optionally with a bound on one record. */
final class FileBytes extends FilterInputStream {

    private final long size;
    private final MessageDigest digest;
    private long read;
    private long bound = Long.MAX_VALUE;

    private FileBytes(InputStream in, long size) {
        super(in);
        this.size = size;
        this.digest = sha256();
    }

    static FileBytes open(Path file) throws IOException {
        return new FileBytes(Files.newInputStream(file), Files.size(file));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From here on no more than so many bytes until this is called again. */
    void allow(long bytes) {
        bound = read + bytes;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            digest.update((byte) value);
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count = in.read(target, from, length);
        if (count > 0) {
            digest.update(target, from, count);
            count(count);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > bound) {
            throw new IllegalArgumentException("One record of the file is larger than the shop takes.");
        }
    }

    double share() {
        return size == 0 ? 1 : Math.min(1, (double) read / size);
    }

    String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
