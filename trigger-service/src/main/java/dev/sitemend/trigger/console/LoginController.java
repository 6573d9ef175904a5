package dev.sitemend.trigger.console;

import dev.sitemend.startup.InstallationProperties;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.access.Sessions;
import dev.sitemend.trigger.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A token becomes a session of the browser. */
@Controller
final class LoginController {
    // Shows that the form that logs in is ours: nobody is to be logged in as somebody else without noticing.
    private static final String FORM_COOKIE = "sitemend-form";
    private static final Duration FORM_LIFE = Duration.ofHours(1);
    private static final int RANDOM_BYTES = 16;

    private final Frames frames;
    private final Pages pages;
    private final Sessions sessions;
    private final SecureRandom random;
    private final URI publicUrl;

    LoginController(
            Frames frames, Pages pages, Sessions sessions, SecureRandom random, InstallationProperties installation) {
        this.frames = frames;
        this.pages = pages;
        this.sessions = sessions;
        this.random = random;
        this.publicUrl = installation.publicUrl();
    }

    /** @param refusal why the token was not taken; absent at first */
    record LoginPage(
            Frame frame,
            String formToken,
            String next,
            @Nullable String refusal) {}

    @GetMapping("/login")
    ResponseEntity<String> form(
            Caller caller, @RequestParam(name = "next", defaultValue = "/") String next, HttpServletRequest request) {
        return form(caller, next, null, request);
    }

    @PostMapping("/login")
    ResponseEntity<String> login(
            Caller caller,
            @RequestParam("token") String token,
            @RequestParam("form-token") String formToken,
            @RequestParam(name = "next", defaultValue = "/") String next,
            @CookieValue(name = FORM_COOKIE, required = false) @Nullable String formCookie,
            HttpServletRequest request) {
        if (formCookie == null || !Sessions.isFormToken(formCookie, formToken)) {
            return form(caller, next, "This form is an hour old, or not ours. Here is a new one.", request);
        }

        Optional<String> session = sessions.begin(token.strip());
        if (session.isEmpty()) {
            return form(caller, next, "This token is not known, has expired, or was revoked.", request);
        }
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, own(next))
                .header(HttpHeaders.SET_COOKIE, cookie(Sessions.COOKIE, session.get(), Sessions.LIFE))
                .header(HttpHeaders.SET_COOKIE, cookie(FORM_COOKIE, "", Duration.ZERO))
                .build();
    }

    @PostMapping("/logout")
    ResponseEntity<String> logout(Caller caller) {
        if (caller.role() == null) {
            throw Problem.UNAUTHENTICATED.because("You are not logged in, or this form is too old.");
        }
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, "/")
                .header(HttpHeaders.SET_COOKIE, cookie(Sessions.COOKIE, "", Duration.ZERO))
                .build();
    }

    private ResponseEntity<String> form(
            Caller caller, String next, @Nullable String refusal, HttpServletRequest request) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String formCookie = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Frame frame = frames.still(request, caller, Frame.Section.NONE, "Log in");
        ResponseEntity<String> page = pages.page(
                HttpStatusCode.valueOf(refusal == null ? 200 : 403),
                "login",
                new LoginPage(frame, Sessions.formToken(formCookie), own(next), refusal));
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .header(HttpHeaders.SET_COOKIE, cookie(FORM_COOKIE, formCookie, FORM_LIFE))
                .body(page.getBody());
    }

    /** An address of ours, whatever somebody wrote into the link. */
    private static String own(String next) {
        boolean ours = next.startsWith("/")
                && !next.startsWith("//")
                && next.indexOf('\\') < 0
                && next.chars().allMatch(character -> character > ' ' && character < 0x7f);
        return ours ? next : "/";
    }

    private String cookie(String name, String value, Duration life) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Strict")
                .secure("https".equals(publicUrl.getScheme()))
                .maxAge(life)
                .build()
                .toString();
    }
}
