package yardstick.metrics.causal;

/** The little linear algebra that the estimators need: symmetric systems of a few dozen unknowns. */
final class Linear {

    private Linear() {}

    /** Inverse by Gauss-Jordan elimination with partial pivoting. */
    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] work = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, work[i], 0, n);
            work[i][n + i] = 1;
        }
        for (int column = 0; column < n; column++) {
            pivot(work, column);
            double scale = 1 / work[column][column];
            for (int j = column; j < 2 * n; j++) {
                work[column][j] *= scale;
            }
            eliminate(work, column);
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(work[i], n, inverse[i], 0, n);
        }
        return inverse;
    }

    private static void pivot(double[][] work, int column) {
        int best = column;
        double largest = 0;
        for (int i = column; i < work.length; i++) {
            if (Math.abs(work[i][column]) > largest) {
                largest = Math.abs(work[i][column]);
                best = i;
            }
        }
        if (largest < 1e-13) {
            throw new IllegalArgumentException("columns are collinear: the effect is not identified");
        }
        double[] row = work[column];
        work[column] = work[best];
        work[best] = row;
    }

    private static void eliminate(double[][] work, int column) {
        for (int i = 0; i < work.length; i++) {
            double factor = work[i][column];
            if (i != column && factor != 0) {
                for (int j = column; j < work[i].length; j++) {
                    work[i][j] -= factor * work[column][j];
                }
            }
        }
    }

    static double[] times(double[][] matrix, double[] vector) {
        double[] result = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            result[i] = dot(matrix[i], vector);
        }
        return result;
    }

    static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** Adds weight * x x' to the matrix. */
    static void addOuter(double[][] matrix, double[] x, double weight) {
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                matrix[i][j] += weight * x[i] * x[j];
            }
        }
    }

    static void add(double[] sum, double[] x, double weight) {
        for (int i = 0; i < x.length; i++) {
            sum[i] += weight * x[i];
        }
    }
}
