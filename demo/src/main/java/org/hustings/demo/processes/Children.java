package org.hustings.demo.processes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The programs below the demo. What dies is started again within two seconds, as systemd would; what dies at once
/// again
/// and again is given up, and said so.
///
/// Every start happens on one thread that lives as long as the demo: Linux ends a child with `--pdeathsig` when the
/// *thread* that started it ends. Safe from any thread.
public final class Children implements AutoCloseable {

    private static final Duration RELAUNCH_AFTER = Duration.ofMillis(700);
    /// A life shorter than this is a failed start.
    private static final Duration SHORT_LIFE = Duration.ofSeconds(4);
    /// Somebody who kills for fun cannot reach this; a program that cannot start does within seconds.
    private static final int SHORT_LIVES_MAX = 8;
    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    private final ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("starter").factory());
    private final Map<String, Child> children = new ConcurrentHashMap<>();
    private final Consumer<String> news;
    private final Runnable changed;
    private volatile BiConsumer<String, Instant> death = (_, _) -> {};
    private volatile boolean stopping;

    private static final class Child {
        final Program program;
        volatile Process process;
        volatile long startedNanos = System.nanoTime();
        volatile int shortLives;
        volatile boolean givenUp;
        volatile boolean leaving;
        final AtomicInteger starts = new AtomicInteger(1);

        Child(Program program, Process process) {
            this.program = program;
            this.process = process;
        }
    }

    /// One running program, as endpoints.json lists it.
    public record Running(String role, String id, long pid) {}

    /// `news` hears what died and came back, in words; `changed` runs when any pid has changed.
    public Children(Consumer<String> news, Runnable changed) {
        this.news = news;
        this.changed = changed;
    }

    /// `listener` hears the name of a program that died unasked, and when.
    public void onDeath(BiConsumer<String, Instant> listener) {
        death = listener;
    }

    public void start(Program program) throws IOException {
        onStarter(() -> {
            launch(program, null);
            return null;
        });
    }

    public List<Running> running() {
        var list = new ArrayList<Running>();
        children.values().stream()
                .filter(child -> child.process.isAlive())
                .sorted((one, other) -> one.program.name().compareTo(other.program.name()))
                .forEach(child -> list.add(new Running(child.program.role(), child.program.id(), child.process.pid())));
        return list;
    }

    public Optional<Long> pid(String name) {
        return Optional.ofNullable(children.get(name))
                .filter(child -> child.process.isAlive())
                .map(child -> child.process.pid());
    }

    /// How often a program has been started, its first time included.
    public int starts(String name) {
        var child = children.get(name);
        return child == null ? 0 : child.starts.get();
    }

    /// The programs that could not be kept alive.
    public List<String> givenUp() {
        return children.values().stream()
                .filter(child -> child.givenUp)
                .map(child -> child.program.name())
                .toList();
    }

    /// The exit code of a program that ended and was not started again yet.
    public Optional<Integer> exitCode(String name) {
        return Optional.ofNullable(children.get(name))
                .filter(child -> !child.process.isAlive())
                .map(child -> child.process.exitValue());
    }

    /// Kill -9: no goodbye. It will be relaunched.
    public boolean kill(String name) {
        var child = children.get(name);
        if (child == null || !child.process.isAlive()) {
            return false;
        }
        child.process.destroyForcibly();
        return true;
    }

    /// Asks these programs to end, waits, and kills what stays.
    public void stop(List<String> names) {
        var ending =
                names.stream().map(children::get).filter(child -> child != null).toList();
        ending.forEach(child -> child.leaving = true);
        ending.forEach(child -> child.process.destroy());
        var deadline = System.nanoTime() + STOP_MAX.toNanos();
        for (var child : ending) {
            try {
                if (!child.process.waitFor(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    news.accept(child.program.name() + " did not end when asked; killed it");
                    child.process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
                }
            } catch (InterruptedException interrupted) {
                child.process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    public List<String> names(String role) {
        return children.values().stream()
                .filter(child -> child.program.role().equals(role))
                .map(child -> child.program.name())
                .sorted()
                .toList();
    }

    /// From now on nothing is relaunched.
    public void leave() {
        stopping = true;
    }

    @Override
    public void close() {
        leave();
        stop(List.copyOf(children.keySet()));
        starter.shutdownNow();
    }

    private void launch(Program program, @Nullable Child again) throws IOException {
        if (stopping) {
            return;
        }
        var builder = new ProcessBuilder(program.wrapped());
        builder.environment().putAll(program.environment());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
        var process = builder.start();
        var child = again == null ? new Child(program, process) : again;
        if (again != null) {
            again.process = process;
            again.starts.incrementAndGet();
            again.startedNanos = System.nanoTime();
            news.accept(program.name() + " runs again, process " + process.pid());
        } else {
            children.put(program.name(), child);
        }
        CompletableFuture<Process> _ = process.onExit().whenComplete((ended, _) -> ended(child, ended));
        changed.run();
    }

    private void ended(Child child, Process ended) {
        if (stopping || child.leaving) {
            return;
        }
        death.accept(child.program.name(), Instant.now());
        var lived = Duration.ofNanos(System.nanoTime() - child.startedNanos);
        child.shortLives = lived.compareTo(SHORT_LIFE) < 0 ? child.shortLives + 1 : 0;
        if (child.shortLives >= SHORT_LIVES_MAX) {
            child.givenUp = true;
            news.accept(child.program.name() + " cannot be kept alive; see " + child.program.log());
            return;
        }
        // First of all: whatever the listeners do, the program comes back.
        ScheduledFuture<?> _ =
                starter.schedule(() -> relaunch(child), RELAUNCH_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        news.accept(child.program.name() + " " + words(ended.exitValue()) + "; starting it again");
        changed.run();
    }

    private void relaunch(Child child) {
        try {
            launch(child.program, child);
        } catch (IOException refused) {
            child.givenUp = true;
            news.accept(child.program.name() + " could not be started again: " + refused.getMessage());
        }
    }

    private static String words(int exitValue) {
        // 128 + n: ended by signal n, as shells say it.
        return switch (exitValue) {
            case 137 -> "was killed";
            case 143 -> "was asked to end";
            default -> "ended with code " + exitValue;
        };
    }

    private void onStarter(Callable<Void> task) throws IOException {
        try {
            starter.submit(task).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while starting a program"));
        }
    }

    /// For the page: what each program is and whether it runs.
    public Map<String, Boolean> states() {
        var states = new LinkedHashMap<String, Boolean>();
        children.values().stream()
                .sorted((one, other) -> one.program.name().compareTo(other.program.name()))
                .forEach(child -> states.put(child.program.name(), child.process.isAlive()));
        return states;
    }
}
