package dev.sitemend.builder.cost;

import java.util.Arrays;

/**
 * A straight line through points, some of which are wrong: the slope is the median of the slopes of all pairs (Theil
 * and Sen), which up to a quarter of wild points do not move far. 20 points are 190 pairs. Neither slope nor beginning
 * is ever below 0: more work takes no less time.
 */
record Line(double beginning, double slope) {
    static Line through(double[] x, double[] y) {
        double[] slopes = new double[x.length * (x.length - 1) / 2];
        int pairs = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[i] != x[j]) {
                    slopes[pairs++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }

        // Of points with the same x nothing is known about any other: level.
        double slope = pairs == 0 ? 0 : Math.max(0, median(Arrays.copyOf(slopes, pairs)));
        double[] rests = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            rests[i] = y[i] - slope * x[i];
        }
        return new Line(Math.max(0, median(rests)), slope);
    }

    double at(double x) {
        return beginning + slope * x;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
