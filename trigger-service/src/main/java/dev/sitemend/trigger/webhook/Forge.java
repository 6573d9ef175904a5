package dev.sitemend.trigger.webhook;

import dev.sitemend.trigger.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who sends webhooks, and how each of them signs and says what happened. */
enum Forge {
    GITHUB {
        @Override
        boolean signed(Hook hook, String secret) {
            return hook.header("X-Hub-Signature-256")
                    .filter(signature -> Signatures.isHex(signature, hook.body(), secret))
                    .isPresent();
        }

        @Override
        Delivery read(Hook hook) {
            String event = hook.header("X-GitHub-Event").orElse("");
            return switch (event) {
                case "push" -> PushPayload.of(hook).moved();
                case "ping" -> new Delivery.Ignored("pong: the webhook is set up well");
                default -> notNeeded(event);
            };
        }
    },

    GITLAB {
        @Override
        boolean signed(Hook hook, String secret) {
            String signature = hook.header("webhook-signature").orElse("");
            if (!signature.isEmpty()) {
                return Signatures.isStandard(
                        signature,
                        hook.header("webhook-id").orElse(""),
                        hook.header("webhook-timestamp").orElse(""),
                        hook.body(),
                        secret);
            }

            return Signatures.isSame(hook.header("X-Gitlab-Token").orElse(""), secret);
        }

        @Override
        Delivery read(Hook hook) {
            String event = hook.header("X-Gitlab-Event").orElse("");
            return event.equals("Push Hook") ? PushPayload.of(hook).moved() : notNeeded(event);
        }
    },

    GITEA {
        @Override
        boolean signed(Hook hook, String secret) {
            return giteaSigned(hook, secret);
        }

        @Override
        Delivery read(Hook hook) {
            return giteaRead(hook);
        }
    },

    FORGEJO {
        @Override
        boolean signed(Hook hook, String secret) {
            return giteaSigned(hook, secret);
        }

        @Override
        Delivery read(Hook hook) {
            return giteaRead(hook);
        }
    },

    GENERIC {
        @Override
        boolean signed(Hook hook, String secret) {
            return hook.header("X-Sitemend-Signature-256")
                    .filter(signature -> Signatures.isHex(signature, hook.body(), secret))
                    .isPresent();
        }

        @Override
        Delivery read(Hook hook) {
            return PushPayload.of(hook).movedOrHead();
        }
    };

    /** Whether the raw bytes were signed by who knows the secret. Looks at nothing else. */
    abstract boolean signed(Hook hook, String secret);

    /** What the webhook says. Only for what was signed. */
    abstract Delivery read(Hook hook);

    static Forge named(String name) {
        return Arrays.stream(values())
                .filter(forge -> forge.word().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> Problem.NOT_FOUND.because("There are no webhooks of '" + name + "'; there are those of "
                                + Arrays.stream(values()).map(Forge::word).collect(Collectors.joining(", ")) + "."));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Delivery notNeeded(String event) {
        return new Delivery.Ignored(
                event.isEmpty() ? "no event is named" : "the event '" + event + "' asks for no build");
    }

    /** The newer name counts if both are there: one that is wrong is not saved by one that is right. */
    private static boolean giteaSigned(Hook hook, String secret) {
        return hook.header("X-Forgejo-Signature")
                .or(() -> hook.header("X-Gitea-Signature"))
                .filter(signature -> Signatures.isHex(signature, hook.body(), secret))
                .isPresent();
    }

    private static Delivery giteaRead(Hook hook) {
        String event = hook.header("X-Forgejo-Event")
                .or(() -> hook.header("X-Gitea-Event"))
                .orElse("");
        return switch (event) {
            case "push" -> PushPayload.of(hook).moved();
            case "delete" -> PushPayload.of(hook).deleted();
            default -> notNeeded(event);
        };
    }
}
