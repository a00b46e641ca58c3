package yardstick.sandbox;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What shoppers were shown, counted: answers by status, the error pages among them, and how long they waited. */
public final class Impressions {

    private static final int MOST_EXAMPLES = 10;

    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();
    private long pauses;
    private long unreachable;
    private long errorPages;

    synchronized void saw(URI address, HttpResponse<String> answer, long took) {
        int status = answer.statusCode();
        byStatus.merge(status, 1L, Long::sum);
        nanos.add(took);
        boolean pause =
                status == 503 && answer.headers().firstValue("Retry-After").isPresent();
        pauses += pause ? 1 : 0;
        boolean stackTrace = answer.body().contains("\tat ") || answer.body().contains("Exception:");
        if (status >= 500 && !pause || stackTrace) {
            errorPages++;
            if (errors.size() < MOST_EXAMPLES) {
                errors.add(status + " " + address.getPath());
            }
        }
    }

    synchronized void unreachable() {
        unreachable++;
    }

    public synchronized Map<Integer, Long> byStatus() {
        return new TreeMap<>(byStatus);
    }

    /** Answers of class 5xx that were not a 503 page with Retry-After, and pages that show a stack trace. */
    public synchronized long errorPages() {
        return errorPages;
    }

    /** Some of the {@link #errorPages()}: status and path. */
    public synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    /** 503 with Retry-After. */
    public synchronized long pauses() {
        return pauses;
    }

    /** Connections refused or cut: no answer at all. */
    public synchronized long unreached() {
        return unreachable;
    }

    public synchronized long answers() {
        return nanos.size();
    }

    /** Answer time in milliseconds that this share of answers stayed below. */
    public synchronized double percentile(double share) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}
