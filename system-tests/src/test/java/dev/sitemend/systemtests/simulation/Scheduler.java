package dev.sitemend.systemtests.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Runs actors on threads of their own, one at a time. An actor gives its turn away only inside {@link #step},
 * {@link #pause} and {@link #waitFor}; the clock moves only when nobody can run.
 */
final class Scheduler {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration[] LATENCIES = {
        Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(7)
    };

    /** Ten times as many as any run needs whose rules are all there. */
    private static final int MOST_STEPS = 15_000;

    private static final List<String> WRITES = List.of("create ", "put ", "publish", "commit ");

    private static final int NOBODY = -1;

    private final Choices choices;
    private final List<String> trace = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final Semaphore main = new Semaphore(0);
    private Faults faults = Faults.NONE;
    private boolean troubled;
    private int mostSteps = MOST_STEPS;
    private int doomed;
    private int writes;
    private Instant now = START;
    private Actor current = null;
    private Throwable failure = null;

    Scheduler(Choices choices) {
        this.choices = choices;
    }

    /** What an actor does. */
    interface Body {
        void run() throws InterruptedException;
    }

    /** One thread of a process. */
    final class Actor {
        private final String name;
        private final ServiceProcess process;
        private final Semaphore turn = new Semaphore(0);
        private Instant wakeAt = now;
        private BooleanSupplier condition = () -> true;
        private boolean done;

        private Actor(ServiceProcess process, String name) {
            this.process = process;
            this.name = name;
        }

        ServiceProcess process() {
            return process;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    Choices choices() {
        return choices;
    }

    Instant now() {
        return now;
    }

    Actor current() {
        return current;
    }

    void faults(Faults now) {
        faults = now;
        troubled |= now.slow() > 0 || now.unavailable() > 0;
    }

    /** Whether calls ever were slow, or failed. */
    boolean wasTroubled() {
        return troubled;
    }

    Faults faults() {
        return faults;
    }

    List<String> trace() {
        return trace;
    }

    void say(String what) {
        Duration since = Duration.between(START, now);
        trace.add("%8.2f  %-20s %s".formatted(since.toMillis() / 1000.0, current == null ? "" : current, what));
    }

    void spawn(ServiceProcess process, String name, Body body) {
        Actor actor = new Actor(process, process + "/" + name);
        actors.add(actor);
        Thread.ofVirtual().name(actor.name).start(() -> {
            actor.turn.acquireUninterruptibly();
            try {
                if (!process.isDead()) {
                    body.run();
                }
            } catch (Crash | InterruptedException e) {
                say("ends");
            } catch (Throwable e) {
                failure = e;
            } finally {
                actor.done = true;
                main.release();
            }
        });
    }

    /** A call to the outside: others may run before it is done, and it may be the last thing that its process does. */
    void step(String what) {
        step(what, 1);
    }

    /** {@code danger} times as deadly as others: between two writes that belong together. */
    void step(String what, double danger) {
        Actor me = current;
        dieIfDead(me);
        say(what);
        int latency = choices.next(LATENCIES.length, 1 - faults.slow());
        if (latency > 0) {
            me.wakeAt = now.plus(LATENCIES[latency]);
            giveWay(me);
        } else if (choices.happens(faults.preempt())
                || me.process.stalledUntil().isAfter(now)) {
            me.wakeAt = now;
            giveWay(me);
        }
        if (choices.happens(danger * faults.crash()) || isDoomed(what)) {
            say("*** " + me.process + " is killed");
            me.process.kill();
        }
        dieIfDead(me);
    }

    /** Lets a run be so many times as long as usual. */
    void longer(int times) {
        mostSteps = MOST_STEPS * times;
    }

    /** Kills whoever takes the n-th step that writes something, counted from 1. */
    void killAt(int write) {
        doomed = write;
    }

    /** From now on writes are not counted, and who makes them lives. */
    void killNobody() {
        doomed = NOBODY;
    }

    int writes() {
        return writes;
    }

    private boolean isDoomed(String what) {
        return doomed != NOBODY && WRITES.stream().anyMatch(what::startsWith) && ++writes == doomed;
    }

    void pause(Duration duration) {
        Actor me = current;
        dieIfDead(me);
        me.wakeAt = now.plus(duration);
        giveWay(me);
        dieIfDead(me);
    }

    void waitFor(BooleanSupplier condition) {
        Actor me = current;
        dieIfDead(me);
        me.condition = condition;
        me.wakeAt = now;
        giveWay(me);
        dieIfDead(me);
    }

    private void dieIfDead(Actor me) {
        if (me.process.isDead()) {
            throw new Crash();
        }
    }

    private void giveWay(Actor me) {
        main.release();
        me.turn.acquireUninterruptibly();
    }

    /** Runs until nothing can happen any more, or {@code latest} has come. */
    void run(Instant latest) {
        while (true) {
            if (trace.size() > mostSteps) {
                throw new Violation("it does not come to rest within " + mostSteps + " steps");
            }

            List<Actor> ready = actors.stream().filter(this::isReady).toList();
            if (ready.isEmpty()) {
                Instant next = actors.stream()
                        .filter(actor -> !actor.done && actor.condition.getAsBoolean())
                        .map(Scheduler::wakeAt)
                        .min(Instant::compareTo)
                        .orElse(Instant.MAX);
                if (next.isAfter(latest)) {
                    return;
                }
                now = next;
                continue;
            }

            resume(ready.get(ready.size() == 1 ? 0 : choices.any(ready.size())));
        }
    }

    /** Ends all threads. */
    void end() {
        actors.forEach(actor -> actor.process.kill());
        for (Actor actor : actors) {
            while (!actor.done) {
                current = actor;
                actor.turn.release();
                main.acquireUninterruptibly();
            }
        }
        current = null;
    }

    private boolean isReady(Actor actor) {
        return !actor.done
                && (actor.process.isDead() || (!wakeAt(actor).isAfter(now) && actor.condition.getAsBoolean()));
    }

    private static Instant wakeAt(Actor actor) {
        Instant stalled = actor.process.stalledUntil();
        return actor.wakeAt.isAfter(stalled) ? actor.wakeAt : stalled;
    }

    private void resume(Actor actor) {
        current = actor;
        actor.condition = () -> true;
        actor.turn.release();
        main.acquireUninterruptibly();
        current = null;
        actors.removeIf(each -> each.done);
        if (failure != null) {
            Throwable thrown = failure;
            failure = null;
            if (thrown instanceof Violation violation) {
                throw violation;
            }
            throw new Violation("An actor failed: " + thrown + " at "
                    + List.of(thrown.getStackTrace()).stream().limit(6).toList());
        }
    }
}
