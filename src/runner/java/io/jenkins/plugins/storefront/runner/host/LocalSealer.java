package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals with AES-GCM and a key of this user's own, made when first needed and kept with mode 0600. */
final class LocalSealer implements Sealer {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path keyFile;
    private final SecureRandom random = new SecureRandom();

    LocalSealer(Path keyFile) {
        this.keyFile = keyFile;
    }

    @Override
    public String seal(Secret plain) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.reveal().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot seal with the key in " + keyFile, e);
        }
    }

    @Override
    public Secret open(String sealed) throws DeliveryException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
            byte[] nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            byte[] rest = new byte[bytes.remaining()];
            bytes.get(rest);
            return Secret.of(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(rest));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new DeliveryException("what was kept cannot be decrypted with the key in " + keyFile, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException, IOException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] key() throws IOException {
        if (!Files.exists(keyFile)) {
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            Files.createDirectories(keyFile.getParent());
            Path draft = Files.createTempFile(
                    keyFile.getParent(),
                    "key",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(draft, key);
                // Unlike a rename, a link never replaces the key that somebody else has made meanwhile and sealed with
                Files.createLink(keyFile, draft);
            } catch (FileAlreadyExistsException e) {
                return Files.readAllBytes(keyFile);
            } finally {
                Files.delete(draft);
            }
        }
        return Files.readAllBytes(keyFile);
    }
}
