package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A forwarded address counts only as far as trusted proxies vouch for it. */
class ClientAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "203.0.113.9 | 198.51.100.7 | '' | 203.0.113.9",
                "203.0.113.9 | 198.51.100.7 | 10.0.0.0/8 | 203.0.113.9",
                "10.1.2.3 | - | 10.0.0.0/8 | 10.1.2.3",
                "10.1.2.3 | 198.51.100.7 | 10.0.0.0/8 | 198.51.100.7",
                "10.1.2.3 | '1.1.1.1, 198.51.100.7' | 10.0.0.0/8 | 198.51.100.7",
                "10.1.2.3 | '198.51.100.7, 10.9.9.9' | 10.0.0.0/8 | 198.51.100.7",
                "10.1.2.3 | '198.51.100.7, 10.9.9.9' | 10.1.2.3 | 10.9.9.9",
                "10.1.2.3 | '10.4.4.4, 10.9.9.9' | 10.0.0.0/8 | 10.4.4.4",
                "10.1.2.3 | 'unknown' | 10.0.0.0/8 | 10.1.2.3",
                "10.1.2.3 | '198.51.100.7, nonsense' | 10.0.0.0/8 | 10.1.2.3",
                "::1 | 2001:db8::7 | '127.0.0.1, ::1' | 2001:db8::7",
            })
    void believesTheRightMostStranger(String peer, String forwarded, String trusted, String client) {
        assertEquals(client, ClientAddress.of(peer, forwarded, trusted));
    }
}
