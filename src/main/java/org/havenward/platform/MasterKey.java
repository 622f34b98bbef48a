package org.havenward.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClients;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.havenward.platform.Settings.MasterKeySource;
import org.jspecify.annotations.Nullable;

/**
 * The key that wraps all other keys. It is never in the database: it is a Tink keyset (AES-256-GCM) in a file or a
 * variable, or a key of a key management service, named by its URI.
 */
final class MasterKey {
    private static final byte[] PROOF = "havenward.master-key".getBytes(StandardCharsets.UTF_8);

    private final MasterKeySource source;
    private final @Nullable Path file;
    private volatile Loaded loaded;

    /** @param name tells the key that wraps now from those before it: the primary key's number in its keyset, or the URI */
    private record Loaded(
            Aead aead,
            String name,
            @Nullable FileTime changed,
            @Nullable KeysetHandle keyset) {}

    static {
        try {
            AeadConfig.register();
            MacConfig.register();
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private MasterKey(MasterKeySource source, @Nullable Path file) {
        this.source = source;
        this.file = file;
        this.loaded = load();
    }

    /**
     * @param dataExists whether something was sealed before: then a missing key is not made anew, which would only hide that
     *     the data cannot be read
     */
    static MasterKey open(Settings settings, boolean dataExists) {
        var source = settings.masterKey();
        if (source.keyset() != null || source.uri() != null) {
            return new MasterKey(source, null);
        }
        var named = source.file();
        var file = named != null ? named.toAbsolutePath() : settings.data().resolve("master.key");
        if (!Files.exists(file)) {
            if (dataExists) {
                throw new StartupException(
                        "The master key is missing: there is no " + file
                                + ", and what is sealed in the database cannot be read without it. Put it back from where you keep it, or"
                                + " name it with HAVENWARD_MASTER_KEY_FILE. Havenward does not start without it, and makes no new one.");
            }
            if (settings.external() != null) {
                throw new StartupException(
                        "Name the master key with HAVENWARD_MASTER_KEY_FILE, HAVENWARD_MASTER_KEY, or"
                                + " HAVENWARD_MASTER_KEY_URI: with a database server of your own it is not kept in the data folder."
                                + " \"./havenward key new FILE\" makes one.");
            }
            make(file);
        }
        return new MasterKey(source, file);
    }

    /** Writes a new keyset of one key. */
    static void make(Path file) {
        try {
            PrivateFiles.makeFolder(PrivateFiles.folderOf(file));
            write(file, KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static void write(Path file, KeysetHandle keyset) throws GeneralSecurityException {
        PrivateFiles.write(
                file, TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()) + "\n");
    }

    /**
     * The key that wraps now with its name, of one and the same moment: asked one after the other, a rotation could come in
     * between, and what the old key wrapped would bear the new one's name.
     */
    InFront inFront() {
        var now = fresh();
        return new InFront(now.name, now.aead);
    }

    record InFront(String name, Aead aead) {}

    /** What to call the key that wraps now. */
    String name() {
        return fresh().name;
    }

    byte[] wrap(byte[] secret, byte[] bound) throws GeneralSecurityException {
        return fresh().aead.encrypt(secret, bound);
    }

    byte[] unwrap(byte[] wrapped, byte[] bound) throws GeneralSecurityException {
        return fresh().aead.decrypt(wrapped, bound);
    }

    /** Tink's own wrapping of keysets needs the key itself. */
    Aead aead() {
        return fresh().aead;
    }

    byte[] proof() {
        try {
            return wrap(PROOF, PROOF);
        } catch (GeneralSecurityException problem) {
            throw unusable(problem);
        }
    }

    /** Whether this is the key that a proof was made with. */
    boolean proves(byte[] sealed) {
        try {
            return java.security.MessageDigest.isEqual(PROOF, unwrap(sealed, PROOF));
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    /** Whether a new key can be put in front of this one, in place. */
    boolean rotates() {
        return file != null;
    }

    /** Puts a new key in front; the ones before it still open what they wrapped. */
    void putNewKeyInFront() {
        try {
            var builder = KeysetHandle.newBuilder(keyset());
            builder.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary());
            store(builder.build());
        } catch (GeneralSecurityException problem) {
            throw unusable(problem);
        }
    }

    /** Drops all keys but the one in front. */
    void dropOldKeys() {
        try {
            var builder = KeysetHandle.newBuilder(keyset());
            var front = keyset().getPrimary().getId();
            for (var at = builder.size() - 1; at >= 0; at--) {
                if (keyset().getAt(at).getId() != front) {
                    builder.deleteAt(at);
                }
            }
            store(builder.build());
        } catch (GeneralSecurityException problem) {
            throw unusable(problem);
        }
    }

    int keys() {
        return keyset().size();
    }

    private KeysetHandle keyset() {
        var keyset = fresh().keyset;
        if (keyset == null) {
            throw new IllegalStateException("The master key is kept by a key management service");
        }
        return keyset;
    }

    private void store(KeysetHandle keyset) throws GeneralSecurityException {
        if (file == null) {
            throw new IllegalStateException("The master key is not in a file");
        }
        write(file, keyset);
        loaded = load();
    }

    /** The key as its file has it now: another process may have put a new one in front. */
    private Loaded fresh() {
        var known = loaded;
        if (file == null) {
            return known;
        }
        try {
            if (!Files.getLastModifiedTime(file).equals(known.changed)) {
                known = load();
                loaded = known;
            }
            return known;
        } catch (IOException | StartupException gone) {
            return known;
        }
    }

    /** Whether the key can still be read where it is kept. */
    boolean stillThere() {
        return file == null || Files.isReadable(file);
    }

    private Loaded load() {
        try {
            var uri = source.uri();
            if (uri != null) {
                var aead = KmsClients.getAutoLoaded(uri).getAead(uri);
                return new Loaded(aead, uri, null, null);
            }
            if (file != null) {
                refuseOpenFile(file);
                var changed = Files.getLastModifiedTime(file);
                return of(PrivateFiles.read(file), changed);
            }
            var text = java.util.Objects.requireNonNull(source.keyset()).strip();
            return of(
                    text.startsWith("{") ? text : new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8),
                    null);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException problem) {
            throw unusable(problem);
        }
    }

    private static Loaded of(String json, @Nullable FileTime changed) throws GeneralSecurityException {
        var keyset = TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        return new Loaded(
                keyset.getPrimitive(RegistryConfiguration.get(), Aead.class),
                "key " + Integer.toUnsignedString(keyset.getPrimary().getId()),
                changed,
                keyset);
    }

    private static void refuseOpenFile(Path file) throws IOException {
        if (!PrivateFiles.posix()) {
            return;
        }
        var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!permissions.endsWith("------")) {
            throw new IOException(file + " may be read by others (" + permissions + "); run: chmod 600 " + file);
        }
    }

    private StartupException unusable(Exception problem) {
        var where = source.uri() != null
                ? "HAVENWARD_MASTER_KEY_URI (is the Tink client for it on the class path? see docs/running.md)"
                : file != null ? file.toString() : "HAVENWARD_MASTER_KEY";
        return new StartupException("The master key in " + where + " cannot be used: " + problem.getMessage(), problem);
    }
}
