package io.fairlead.core.risk;

import static io.fairlead.core.risk.SampleView.AAPL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fairlead.api.AccountId;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovalException;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.api.risk.GateDecision;
import io.fairlead.api.risk.ReplaceIntent;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attempts to send an order that the gate of its connection has not approved. What stops each of them is said where it is tried.
 *
 * <p>Not stopped, because nothing in Java can on the class path: {@code setAccessible}, {@code Unsafe}, agents, and classes put into
 * the gate's package by a host that repacks the jar without its manifest. On the module path the first two and the last are stopped
 * as well.
 */
class GateBypassTest {
    private static final AccountId ACCOUNT = AccountId.of("sim", "1");
    private static final OrderRequest ORDER = OrderRequest.buy(AAPL.id())
            .quantity(10)
            .clientOrderId(new ClientOrderId("c-1"))
            .build();

    private final RiskGate gate = RiskGate.standalone(RiskPolicy.standard());
    private final ApprovalVerifier connection = gate.connection("session 1", ACCOUNT);

    @TempDir
    Path scratch;

    /** Approvals that are genuine, but not for this send. */
    @Nested
    class Approvals {
        @Test
        void shouldRefuseTheApprovalOfAGateOfTheAttackers() {
            RiskGate own = RiskGate.standalone(RuleSet.of("anything goes", anythingGoes()));
            ApprovedOrder approved = approve(own, own.connection("session 1", ACCOUNT));

            assertThatThrownBy(() -> connection.consume(approved))
                    .isInstanceOf(ApprovalException.class)
                    .hasMessageContaining("nothing was sent");
        }

        @Test
        void shouldRefuseTheApprovalOfAnotherConnectionOfTheSameGate() {
            ApprovedOrder approved = approve(gate, gate.connection("session 1", ACCOUNT));

            assertThatThrownBy(() -> connection.consume(approved)).isInstanceOf(ApprovalException.class);
        }

        @Test
        void shouldNotMintForAConnectionOfAnotherGate() {
            RiskGate own = RiskGate.standalone(RuleSet.of("anything goes", anythingGoes()));

            assertThatThrownBy(() -> approve(own, connection))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("belongs to another gate");
        }

        @Test
        void shouldAcceptAnApprovalOnce() {
            ApprovedOrder approved = approve(gate, connection);

            connection.consume(approved);

            assertThatThrownBy(() -> connection.consume(approved))
                    .isInstanceOf(ApprovalException.class)
                    .hasMessageContaining("used before");
        }

        @Test
        void shouldAcceptAnApprovalOnceWhoeverComesFirst() throws Exception {
            int threads = 4;
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                for (int round = 0; round < 200; round++) {
                    ApprovedOrder approved = approve(gate, connection);
                    CountDownLatch start = new CountDownLatch(1);
                    List<Future<Boolean>> sends = IntStream.range(0, threads)
                            .mapToObj(any -> pool.submit(() -> {
                                start.await();
                                return isAccepted(approved);
                            }))
                            .toList();
                    start.countDown();

                    int accepted = 0;
                    for (Future<Boolean> send : sends) {
                        accepted += send.get() ? 1 : 0;
                    }

                    assertThat(accepted).isEqualTo(1);
                }
            } finally {
                pool.shutdownNow();
            }
        }

        @Test
        void shouldHoldChangesToTheSame() {
            ReplaceIntent intent = new ReplaceIntent(
                    new OrderId(1),
                    new ClientOrderId("c-1"),
                    new VenueOrderId("v-1"),
                    new ClientOrderId("c-2"),
                    ORDER,
                    OrderChange.toQuantity(Quantity.of(5)));
            ApprovedReplace approved =
                    (ApprovedReplace) gate.approveReplace(connection, AAPL, intent, new SampleView());
            ApprovalVerifier other = gate.connection("session 2", ACCOUNT);

            assertThatThrownBy(() -> other.consume(approved)).isInstanceOf(ApprovalException.class);
            connection.consume(approved);
            assertThatThrownBy(() -> connection.consume(approved)).isInstanceOf(ApprovalException.class);
        }

        private boolean isAccepted(ApprovedOrder approved) {
            try {
                connection.consume(approved);
                return true;
            } catch (ApprovalException e) {
                return false;
            }
        }
    }

    /** Policies that are none. */
    @Nested
    class Policies {
        @Test
        void shouldDenyWhenARuleThrows() {
            RiskGate broken = RiskGate.standalone(RiskPolicy.standard().with(new TestRule(true)));

            GateDecision decision = broken.approve(
                    broken.connection("session 1", ACCOUNT), AAPL, new OrderId(1), ORDER, new SampleView());

            assertThat(decision).isInstanceOf(GateDecision.Refused.class);
            assertThat(((GateDecision.Refused) decision).denial().code()).isEqualTo("RULE_FAILED");
            assertThat(((GateDecision.Refused) decision).denial().detail()).contains("rule=test");
        }

        @Test
        void shouldRefuseAPolicyWithoutRules() {
            assertThatThrownBy(() -> RiskGate.standalone(RuleSet.of("none")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void shouldHoldTheGridUnderAPolicyThatLetsAnythingPass() {
            RiskGate own = RiskGate.standalone(RuleSet.of("anything goes", anythingGoes()));
            OrderRequest offLot = ORDER.toBuilder().quantity(Quantity.of("0.5")).build();

            GateDecision decision =
                    own.approve(own.connection("mine", ACCOUNT), AAPL, new OrderId(1), offLot, new SampleView());

            assertThat(decision).isInstanceOf(GateDecision.Refused.class);
        }
    }

    /** Making an approval, a verifier or a gate without the gate: plain reflection, serialisation. */
    @Nested
    class Forgery {
        @ParameterizedTest
        @ValueSource(classes = {ApprovedOrder.class, ApprovedReplace.class, ApprovalVerifier.class, RiskGate.class})
        void shouldHaveNoWayInForOthers(Class<?> type) {
            assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
            assertThat(type.getConstructors()).isEmpty();
            assertThat(Serializable.class.isAssignableFrom(type)).isFalse();
            assertThat(Cloneable.class.isAssignableFrom(type)).isFalse();
            assertThat(type.getFields()).isEmpty();
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                Object[] nothing = new Object[constructor.getParameterCount()];
                for (int i = 0; i < nothing.length; i++) {
                    nothing[i] = constructor.getParameterTypes()[i] == long.class ? 0L : null;
                }
                assertThatThrownBy(() -> constructor.newInstance(nothing)).isInstanceOf(IllegalAccessException.class);
            }
        }

        @Test
        void shouldBeMintedByTheGateAlone() {
            Set<Class<?>> approvals = Set.of(ApprovedOrder.class, ApprovedReplace.class);
            for (Class<?> type :
                    List.of(ApprovedOrder.class, ApprovedReplace.class, ApprovalVerifier.class, ApprovedLeg.class)) {
                assertThat(Arrays.stream(type.getMethods())
                                .filter(method -> approvals.contains(method.getReturnType())
                                        || method.getReturnType() == GateDecision.class))
                        .isEmpty();
            }
        }

        @Test
        void shouldNotBeWrittenOrRead() throws IOException {
            try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
                assertThatThrownBy(() -> out.writeObject(approve(gate, connection)))
                        .isInstanceOf(NotSerializableException.class);
            }
        }

        @Test
        void shouldShowNoSetter() {
            for (Class<?> type : List.of(ApprovedOrder.class, OrderRequest.class, ApprovedLeg.class)) {
                assertThat(Arrays.stream(type.getMethods())
                                .filter(method -> method.getReturnType() == void.class)
                                .filter(method -> method.getDeclaringClass() != Object.class))
                        .isEmpty();
            }
            assertThatThrownBy(() -> approve(gate, connection).legs().add(null))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    /** What a compiler lets through. */
    @Nested
    class Sources {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "final class Mine extends ApprovedOrder {} | cant.inherit.from.final",
                    "final class Mine extends ApprovedReplace {} | cant.inherit.from.final",
                    "final class Mine extends ApprovalVerifier {} | cant.inherit.from.final",
                    "final class Mine extends RiskGate {} | cant.inherit.from.final",
                    "final class Mine implements GateDecision {} | sealed",
                    "class Mine { Object o = new ApprovedOrder(null, null, null, null, null, null, null, 0); }"
                            + " | not.def.public",
                    "class Mine { Object o = new ApprovalVerifier(null, null, null); } | not.def.public",
                    "class Mine { void on(ApprovedOrder order) { order.consume(); } } | not.def.public",
                    "class Mine { Object on(ApprovedOrder order) { return order.connection(); } } | not.def.public",
                    "class Mine { Object on(ApprovalVerifier verifier) { return verifier.gate(); } } | not.def.public",
                })
        void shouldNotCompile(String source, String code) {
            Compilation compiled = Compilation.onClassPath(
                    scratch, "attack.Mine", "package attack; import io.fairlead.api.risk.*; " + source);

            assertThat(compiled.errors()).anyMatch(error -> error.contains(code));
        }

        @Test
        void shouldCompileWhatIsAllowed() {
            Compilation compiled = Compilation.onClassPath(
                    scratch,
                    "attack.Mine",
                    "package attack; class Mine { Object on(io.fairlead.api.risk.ApprovedOrder o) { return o.request(); } }");

            assertThat(compiled.errors()).isEmpty();
        }
    }

    /** Classes that call themselves members of the gate's package. */
    @Nested
    class SamePackage {
        private static final String FORGER = "package io.fairlead.api.risk; public final class Forger {"
                + " public static Object forge(ApprovalVerifier verifier) { return new ApprovedOrder("
                + "verifier, null, null, null, null, null, java.util.List.of(), 0); } }";

        @Test
        void shouldNotJoinTheModule() {
            Compilation compiled = Compilation.onModulePath(scratch, List.of("io.fairlead.api"), FORGER);

            assertThat(compiled.errors()).anyMatch(error -> error.contains("package.in.other.module"));
        }

        @Test
        void shouldNotStartBesideTheModule() {
            Compilation compiled = Compilation.onModulePath(
                    scratch, List.of(), "package io.fairlead.api.risk; public final class Forger {}");
            assertThat(compiled.errors()).isEmpty();
            ModuleFinder finder = ModuleFinder.of(compiled.classes(), Compilation.api());

            Configuration resolved = ModuleLayer.boot()
                    .configuration()
                    .resolve(finder, ModuleFinder.of(), Set.of("attack", "io.fairlead.api"));

            assertThatThrownBy(() -> ModuleLayer.boot()
                            .defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader()))
                    .isInstanceOf(LayerInstantiationException.class)
                    .hasMessageContaining("io.fairlead.api.risk");
        }

        @Test
        void shouldNotOpenTheModuleByReflection() throws Exception {
            Compilation compiled = Compilation.onModulePath(
                    scratch,
                    List.of("io.fairlead.api"),
                    "package attack; public final class Opener { public static void open() throws Exception {"
                            + " var c = io.fairlead.api.risk.ApprovedOrder.class.getDeclaredConstructors()[0];"
                            + " c.setAccessible(true); } }");
            assertThat(compiled.errors()).isEmpty();
            ModuleFinder finder = ModuleFinder.of(compiled.classes(), Compilation.api());
            Configuration resolved =
                    ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("attack"));
            ModuleLayer layer =
                    ModuleLayer.boot().defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader());
            Class<?> opener = layer.findLoader("attack").loadClass("attack.Opener");

            assertThatThrownBy(() -> opener.getMethod("open").invoke(null))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(InaccessibleObjectException.class);
        }

        @Test
        void shouldNotShareTheSealedPackageOnTheClassPath() throws Exception {
            assumeThat(Compilation.api())
                    .as("sealed in the jar; class directories have no manifest")
                    .isRegularFile();
            Compilation compiled = Compilation.onClassPath(scratch, "io.fairlead.api.risk.Forger", FORGER);
            assertThat(compiled.errors()).isEmpty();
            URL[] path = {
                Compilation.api().toUri().toURL(), compiled.classes().toUri().toURL()
            };

            try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
                loader.loadClass(RiskGate.class.getName());

                assertThatThrownBy(() -> loader.loadClass("io.fairlead.api.risk.Forger"))
                        .isInstanceOf(SecurityException.class)
                        .hasMessageContaining("sealing violation");
            }
        }

        @Test
        void shouldNotFallForACopyOfTheClassesInAnotherLoader() throws Exception {
            URL[] path = {Compilation.api().toUri().toURL()};

            try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
                Class<?> theirs = loader.loadClass(ApprovedOrder.class.getName());

                assertThat(theirs).isNotSameAs(ApprovedOrder.class);
                assertThatThrownBy(() -> ApprovalVerifier.class.getMethod("consume", theirs))
                        .isInstanceOf(NoSuchMethodException.class);
            }
        }
    }

    private static ApprovedOrder approve(RiskGate by, ApprovalVerifier on) {
        return (ApprovedOrder) by.approve(on, AAPL, new OrderId(1), ORDER, new SampleView());
    }

    private static RiskRule anythingGoes() {
        return new TestRule(false);
    }

    private record TestRule(boolean throwing) implements RiskRule {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public Optional<Denial> check(OrderRequest order, RiskView view) {
            if (throwing) {
                throw new IllegalStateException("cannot judge");
            }
            return Optional.empty();
        }
    }
}
