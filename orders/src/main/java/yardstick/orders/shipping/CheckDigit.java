package yardstick.orders.shipping;

/** Check digits of tracking numbers, from the public descriptions of UPU S10, GS1 and the carriers. */
enum CheckDigit {
    NONE("-") {
        @Override
        boolean right(String number) {
            return true;
        }
    },
    /** UPU S10: weights 8 6 4 2 3 5 9 7, modulo 11; 10 is written 0 and 11 is written 5. */
    S10("s10") {
        @Override
        boolean right(String number) {
            int rest = 11 - weighted(number.substring(2, 10), 8, 6, 4, 2, 3, 5, 9, 7) % 11;
            return digit(number, 10) == (rest == 10 ? 0 : rest == 11 ? 5 : rest);
        }
    },
    /** UPS: letters count as their place in the alphabet plus one, modulo 10; every second one doubles. */
    UPS("ups") {
        @Override
        boolean right(String number) {
            int sum = 0;
            for (int i = 2; i < 17; i++) {
                char c = number.charAt(i);
                int value = c <= '9' ? c - '0' : (c - 63) % 10;
                sum += i % 2 == 0 ? value : 2 * value;
            }
            return digit(number, 17) == (10 - sum % 10) % 10;
        }
    },
    /** GS1: from the right the weights are 3 and 1 in turn, modulo 10. */
    GS1("mod10-3") {
        @Override
        boolean right(String number) {
            return gs1(
                    number.startsWith("420") && number.length() > 22 ? number.substring(number.length() - 22) : number);
        }
    },
    GS1_LAST_15("mod10-3-last15") {
        @Override
        boolean right(String number) {
            return gs1(number.substring(number.length() - 15));
        }
    },
    /** FedEx Express: weights 3 1 7 in turn, modulo 11, of which the last digit counts. */
    FEDEX_12("fedex-12") {
        @Override
        boolean right(String number) {
            return digit(number, 11) == weighted(number.substring(0, 11), 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1) % 11 % 10;
        }
    },
    MOD_7("mod7") {
        @Override
        boolean right(String number) {
            int last = number.length() - 1;
            return Long.parseLong(number.substring(0, last)) % 7 == digit(number, last);
        }
    };

    private final String code;

    CheckDigit(String code) {
        this.code = code;
    }

    /** @param number of the form this check belongs to */
    abstract boolean right(String number);

    static CheckDigit of(String code) {
        for (CheckDigit check : values()) {
            if (check.code.equals(code)) {
                return check;
            }
        }
        throw new IllegalArgumentException("no check digit called " + code);
    }

    private static int digit(String number, int index) {
        return number.charAt(index) - '0';
    }

    private static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * digit(digits, i);
        }
        return sum;
    }

    private static boolean gs1(String number) {
        int sum = 0;
        int last = number.length() - 1;
        for (int i = 0; i < last; i++) {
            sum += digit(number, i) * ((last - i) % 2 == 1 ? 3 : 1);
        }
        return digit(number, last) == (10 - sum % 10) % 10;
    }
}
