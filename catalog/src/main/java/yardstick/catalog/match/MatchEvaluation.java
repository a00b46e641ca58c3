package yardstick.catalog.match;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trains on labelled pairs and scores on others. */
public final class MatchEvaluation {

    private MatchEvaluation() {}

    /** @return one JSON object; numbers are those of the test pairs */
    public static String run(Path train, Path valid, Path test) throws IOException {
        long began = System.nanoTime();
        long cpu = cpu();
        List<LabelledPair> trainPairs = LabelledPair.read(train);
        List<LabelledPair> validPairs = LabelledPair.read(valid);
        List<LabelledPair> testPairs = LabelledPair.read(test);
        List<LabelledPair> learned = new ArrayList<>(trainPairs);
        learned.addAll(validPairs);
        List<LabelledPair> known = new ArrayList<>(learned);
        known.addAll(testPairs);
        PairFeatures features = new PairFeatures(known);
        MatchModel model = MatchModel.train(features, learned);
        long hits = 0;
        long found = 0;
        long positives = 0;
        for (LabelledPair pair : testPairs) {
            boolean same = model.same(pair);
            found += same ? 1 : 0;
            positives += pair.same() ? 1 : 0;
            hits += same && pair.same() ? 1 : 0;
        }
        double precision = found == 0 ? 0 : (double) hits / found;
        double recall = positives == 0 ? 0 : (double) hits / positives;
        double f1 = hits == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return String.format(
                Locale.ROOT,
                "{\"train\":%d,\"valid\":%d,\"test\":%d,\"test_positives\":%d,\"found\":%d,\"threshold\":%.4f,"
                        + "\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f,\"cross_validated_f1\":%.4f,\"cpu_seconds\":%.1f,\"seconds\":%.1f}",
                trainPairs.size(),
                validPairs.size(),
                testPairs.size(),
                positives,
                found,
                model.threshold(),
                precision,
                recall,
                f1,
                model.crossValidatedF1(),
                (cpu() - cpu) / 1e9,
                (System.nanoTime() - began) / 1e9);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
