package org.havenward.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.havenward.district.StaffId;
import org.havenward.platform.KeyId;
import org.havenward.platform.Vault;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factor: codes of an authenticator app (TOTP, RFC 6238: six digits, 30 seconds), each good once, and ten
 * recovery codes for a lost phone.
 */
@Service
@Transactional
public class SecondFactor {
    static final int RECOVERY_CODES = 10;
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int SECRET_BYTES = 20;

    private final AccountRows accounts;
    private final Vault vault;
    private final Secrets secrets;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

    SecondFactor(
            AccountRows accounts, Vault vault, Secrets secrets, InstantSource clock, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.vault = vault;
        this.secrets = secrets;
        this.clock = clock;
        this.events = events;
    }

    /** @param recoveryCodesLeft of ten */
    public record State(boolean on, boolean needed, int recoveryCodesLeft) {}

    /** What an app is set up with: the key to type, and the address that its QR code holds. */
    public record Setup(String key, String address) {
        /** In groups of four, to be typed. */
        public String spelled() {
            return String.join(" ", key.split("(?<=\\G.{4})"));
        }
    }

    @Transactional(readOnly = true)
    public State state(Viewer viewer) {
        return new State(
                account(viewer.staff()).hasSecondFactor(), needed(viewer), accounts.recoveryCodesLeft(viewer.staff()));
    }

    static boolean needed(Viewer viewer) {
        return viewer.roles().stream().anyMatch(role -> role.role().needsSecondFactor());
    }

    /** The setup that waits to be confirmed; a new one where none does. */
    public Setup setup(Viewer viewer) {
        var account = account(viewer.staff());
        var pending = account.pendingTotp();
        var key = account.key();
        if (pending == null || key == null) {
            key = key == null ? vault.newKey() : key;
            var secret = new Base32().encodeToString(secrets.bytes(SECRET_BYTES));
            accounts.pendingTotp(viewer.staff(), key, vault.seal(key, place(viewer.staff()), secret));
            return setup(account.email(), secret);
        }
        return setup(account.email(), vault.open(key, place(viewer.staff()), pending));
    }

    private static Setup setup(String email, String secret) {
        return new Setup(
                secret,
                "otpauth://totp/Havenward:" + URLEncoder.encode(email, StandardCharsets.UTF_8) + "?secret=" + secret
                        + "&issuer=Havenward");
    }

    /** The setup's QR code as an SVG image. */
    public String picture(Viewer viewer) {
        try {
            var matrix = new QRCodeWriter()
                    .encode(
                            setup(viewer).address(),
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 4));
            var path = new StringBuilder();
            for (var y = 0; y < matrix.getHeight(); y++) {
                for (var x = 0; x < matrix.getWidth(); x++) {
                    if (matrix.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            return """
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
                    <path fill="#fff" d="M0 0h%1$dv%2$dH0z"/><path fill="#000" d="%s"/></svg>
                    """.formatted(matrix.getWidth(), matrix.getHeight(), path);
        } catch (WriterException e) {
            throw new IllegalStateException("A QR code could not be drawn", e);
        }
    }

    /** Puts the setup in force when the app's code is right, and returns the new recovery codes, shown this once. */
    public Optional<List<String>> confirm(Viewer viewer, String code) {
        var account = account(viewer.staff());
        var pending = account.pendingTotp();
        var key = account.key();
        if (pending == null || key == null) {
            return Optional.empty();
        }
        var step = matching(viewer.staff(), key, pending, code);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        accounts.confirmTotp(viewer.staff(), step.getAsLong());
        return Optional.of(renewRecoveryCodes(viewer));
    }

    /** Ten new recovery codes; the old ones no longer work. */
    public List<String> renewRecoveryCodes(Viewer viewer) {
        var fresh = new ArrayList<String>();
        for (var number = 0; number < RECOVERY_CODES; number++) {
            fresh.add(secrets.words(2));
        }
        accounts.recoveryCodes(
                viewer.staff(), fresh.stream().map(this::recoveryHash).toList());
        events.publishEvent(new SecondFactorChanged(viewer.district(), viewer.staff()));
        return fresh;
    }

    /** Whether a code of the app is right, and not used before. */
    boolean accepts(StaffId staff, String code) {
        var account = account(staff);
        var totp = account.totp();
        var key = account.key();
        if (totp == null || key == null) {
            return false;
        }
        var step = matching(staff, key, totp, code);
        return step.isPresent() && accounts.useStep(staff, step.getAsLong());
    }

    /** Whether a recovery code is right; it works once. */
    boolean acceptsRecovery(StaffId staff, String code) {
        return accounts.useRecoveryCode(staff, recoveryHash(code));
    }

    private byte[] recoveryHash(String code) {
        var plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return vault.mac("access.recovery-code", plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The time step whose code it is: this one, or one either side for clocks that differ. */
    private OptionalLong matching(StaffId staff, KeyId key, byte[] sealed, String code) {
        var typed = code.replaceAll("\\s", "");
        if (!typed.matches("[0-9]{6}")) {
            return OptionalLong.empty();
        }
        var secret =
                new SecretKeySpec(new Base32().decode(vault.open(key, place(staff), sealed)), codes.getAlgorithm());
        var now = clock.instant();
        for (var offset : List.of(0, -1, 1)) {
            var at = now.plus(STEP.multipliedBy(offset));
            try {
                if (codes.generateOneTimePassword(secret, at) == Integer.parseInt(typed)) {
                    return OptionalLong.of(at.getEpochSecond() / STEP.toSeconds());
                }
            } catch (InvalidKeyException e) {
                throw new IllegalStateException("The second factor's key is damaged", e);
            }
        }
        return OptionalLong.empty();
    }

    private AccountRows.Row account(StaffId staff) {
        return accounts.find(staff).orElseThrow(() -> new IllegalStateException("No account"));
    }

    static String place(StaffId staff) {
        return "account.totp/" + staff.value();
    }
}
