package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.edge.VolumeProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeLevelsTest {
    private static final double SHARE = 0.7;
    private static final Offset<Double> TINY = within(1e-9);

    @Test
    void shouldWidenTheValueAreaToTheBusierSide() {
        BarRing ring = ring(new double[][] {{10.0, 50}, {10.1, 100}, {10.2, 40}, {10.3, 5}, {9.9, 30}});

        VolumeProfile profile = new VolumeLevels(SHARE).profile(ring, 0, 0.1);

        // 225 in all, 157.5 wanted: 10.1 holds 100, then 10.0 makes 150, then 10.2 (40 against 30) makes 190.
        assertThat(profile.pointOfControl()).isEqualTo(10.1, TINY);
        assertThat(profile.valueAreaLow()).isEqualTo(10.0, TINY);
        assertThat(profile.valueAreaHigh()).isEqualTo(10.2, TINY);
        assertThat(profile.levels()).isEqualTo(5);
    }

    @Test
    void shouldPreferTheLowerNeighbourOnATie() {
        BarRing ring = ring(new double[][] {{10.2, 30}, {10.1, 60}, {10.0, 30}});

        VolumeProfile profile = new VolumeLevels(SHARE).profile(ring, 0, 0.1);

        assertThat(profile.valueAreaLow()).isEqualTo(10.0, TINY);
        assertThat(profile.valueAreaHigh()).isEqualTo(10.1, TINY);
    }

    @Test
    void shouldTakeTheLevelReachedFirstWhereVolumesAreEqual() {
        BarRing ring = ring(new double[][] {{10.2, 10}, {10.4, 60}, {10.0, 60}, {10.2, 50}});

        VolumeProfile profile = new VolumeLevels(SHARE).profile(ring, 0, 0.1);

        assertThat(profile.pointOfControl()).isEqualTo(10.2, TINY);
    }

    @Test
    void shouldRoundHalvesToTheEvenLevel() {
        BarRing ring = ring(new double[][] {{10.25, 10}, {10.75, 20}});

        VolumeProfile profile = new VolumeLevels(1).profile(ring, 0, 0.5);

        assertThat(profile.valueAreaLow()).isEqualTo(10.0);
        assertThat(profile.valueAreaHigh()).isEqualTo(11.0);
    }

    @Test
    void shouldCallTwoLevelsHalfStructured() {
        VolumeProfile profile = new VolumeLevels(SHARE).profile(ring(new double[][] {{10, 1}, {11, 99}}), 0, 0.1);

        assertThat(profile.structure()).isEqualTo(0.5);
    }

    @Test
    void shouldMeasureStructureByTheSpreadOfLevels() {
        VolumeProfile profile =
                new VolumeLevels(SHARE).profile(ring(new double[][] {{10, 10}, {11, 20}, {12, 30}}), 0, 0.1);

        assertThat(profile.structure()).isEqualTo(1 - 10.0 / 20 / 2, TINY);
    }

    @Test
    void shouldHaveAProfileWithoutAnyVolume() {
        VolumeProfile profile =
                new VolumeLevels(SHARE).profile(ring(new double[][] {{10, 0}, {11, 0}, {12, 0}}), 0, 0.1);

        assertThat(profile).isEqualTo(new VolumeProfile(10, 10, 10, 0.5, 3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFollowAMovingSpanAsIfMadeAnew(boolean wholeVolumes) {
        SplittableRandom random = new SplittableRandom(wholeVolumes ? 11 : 13);
        BarRing ring = new BarRing(TestBars.AAPL, TestBars.FIVE_MINUTES, 40);
        VolumeLevels moving = new VolumeLevels(SHARE);
        double price = 100;
        for (int i = 0; i < 2000; i++) {
            price += (random.nextDouble() - 0.5) * 0.3;
            double volume = wholeVolumes ? random.nextInt(20) : random.nextDouble();
            add(ring, i, price, volume);
            if (random.nextInt(3) == 0) {
                VolumeProfile followed = moving.profile(ring, ring.firstHeld(), 0.1);
                VolumeProfile anew = new VolumeLevels(SHARE).profile(ring, ring.firstHeld(), 0.1);

                assertThat(followed).as("bar %s", i).isEqualTo(anew);
                assertThat(followed.pointOfControl()).isEqualTo(slowPointOfControl(ring), TINY);
            }
        }
    }

    @Test
    void shouldBeginAnewWhereTheLevelsChange() {
        BarRing ring = ring(new double[][] {{10.04, 50}, {10.06, 100}, {10.2, 40}});
        VolumeLevels levels = new VolumeLevels(SHARE);
        levels.profile(ring, 0, 0.01);

        VolumeProfile coarse = levels.profile(ring, 0, 0.1);

        assertThat(coarse).isEqualTo(new VolumeLevels(SHARE).profile(ring, 0, 0.1));
        assertThat(coarse.levels()).isEqualTo(3);
    }

    /** By the rules' own words: a map in order of first appearance, the first of the largest. */
    private static double slowPointOfControl(BarRing ring) {
        Map<Long, Double> levels = new LinkedHashMap<>();
        for (int ago = ring.size() - 1; ago >= 0; ago--) {
            levels.merge((long) Math.rint(ring.close(ago) / 0.1), ring.volume(ago), Double::sum);
        }
        double most =
                new TreeMap<>(levels).values().stream().max(Double::compare).orElseThrow();
        List<Long> busiest = levels.entrySet().stream()
                .filter(level -> level.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
        return busiest.get(0) * 0.1;
    }

    private static BarRing ring(double[][] closesAndVolumes) {
        BarRing ring = new BarRing(TestBars.AAPL, TestBars.FIVE_MINUTES, 100);
        for (int i = 0; i < closesAndVolumes.length; i++) {
            add(ring, i, closesAndVolumes[i][0], closesAndVolumes[i][1]);
        }
        return ring;
    }

    private static void add(BarRing ring, int number, double close, double volume) {
        ring.add(TestBars.FIVE_MINUTES, 300L * number, 300L * (number + 1), close, close, close, close, volume);
    }
}
