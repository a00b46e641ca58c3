package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import yardstick.kernel.Job;

class JobPageTest {

    @Test
    void progressSaysRateAndTimeToGo() {
        JobPage.JobView view = JobPage.view(Samples.job(Job.State.RUNNING, null), Samples.NOW);
        assertEquals(2_060, view.rate());
        assertEquals(44, view.percent());
        assertEquals((92_331 - 41_200) / 2_060, view.remaining());
    }
}
