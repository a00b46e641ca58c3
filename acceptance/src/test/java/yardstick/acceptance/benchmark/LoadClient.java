package yardstick.acceptance.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Closed-loop HTTP/1.1 load over keep-alive connections on the loopback interface, for a bounded time. It parses no more
 * than status and length, so that the generator takes little of the cores the server needs.
 */
final class LoadClient {

    /** @param percentiles of the answer time in milliseconds: p50, p95, p99 */
    record Result(long requests, long errors, double perSecond, double[] percentiles) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,8.0f req/s  p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms  errors %d",
                    perSecond,
                    percentiles[0],
                    percentiles[1],
                    percentiles[2],
                    errors);
        }
    }

    private final int port;
    private final String cookie;

    LoadClient(int port, String cookie) {
        this.port = port;
        this.cookie = cookie;
    }

    /** @param path of the n-th request of a connection */
    Result run(int connections, int seconds, IntFunction<String> path) throws Exception {
        List<Future<long[]>> running = new ArrayList<>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int connection = 0; connection < connections; connection++) {
                int first = connection * 7919;
                running.add(threads.submit(() -> drive(end, first, path)));
            }
        }
        return summary(running, (System.nanoTime() - start) / 1e9);
    }

    private static Result summary(List<Future<long[]>> running, double seconds)
            throws InterruptedException, ExecutionException {
        List<Long> times = new ArrayList<>();
        long errors = 0;
        for (Future<long[]> future : running) {
            for (long time : future.get()) {
                if (time < 0) {
                    errors++;
                } else {
                    times.add(time);
                }
            }
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        double[] percentiles = Arrays.stream(new double[] {.50, .95, .99})
                .map(share -> sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))] / 1e6)
                .toArray();
        return new Result(sorted.length, errors, sorted.length / seconds, percentiles);
    }

    private long[] drive(long end, int first, IntFunction<String> path) throws IOException {
        List<Long> times = new ArrayList<>();
        int number = first;
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(20_000);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
                OutputStream out = socket.getOutputStream();
                boolean open = true;
                while (open && System.nanoTime() < end) {
                    long begin = System.nanoTime();
                    out.write(request(path.apply(number++)));
                    Answer answer = Answer.read(in);
                    times.add(answer.status() == 200 ? System.nanoTime() - begin : -1L);
                    open = answer.keepAlive();
                }
            }
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    private byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nCookie: " + cookie
                        + "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537.36\r\nAccept: */*\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Status line, the two headers that matter, and the body thrown away. */
    private record Answer(int status, boolean keepAlive) {

        static Answer read(InputStream in) throws IOException {
            int status = Integer.parseInt(line(in).split(" ")[1]);
            int length = -1;
            boolean chunked = false;
            boolean keepAlive = true;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = lower.contains("chunked");
                } else if (lower.startsWith("connection:")) {
                    keepAlive = !lower.contains("close");
                }
            }
            if (chunked) {
                skipChunks(in);
            } else {
                in.skipNBytes(Math.max(0, length));
            }
            return new Answer(status, keepAlive);
        }

        private static void skipChunks(InputStream in) throws IOException {
            int size = Integer.parseInt(line(in).strip(), 16);
            while (size > 0) {
                in.skipNBytes(size + 2L);
                size = Integer.parseInt(line(in).strip(), 16);
            }
            line(in);
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("connection closed");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
