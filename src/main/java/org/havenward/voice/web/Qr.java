package org.havenward.voice.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/**
 * A QR code as one path of an SVG picture: prints sharp at any size, and is nothing that has to be loaded.
 *
 * @param size squares to a side, with the quiet rim
 */
public record Qr(String path, int size) {
    public static Qr of(String address) {
        try {
            var bits =
                    new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 3));
            var path = new StringBuilder();
            for (var y = 0; y < bits.getHeight(); y++) {
                for (var x = 0; x < bits.getWidth(); x++) {
                    if (bits.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            return new Qr(path.toString(), bits.getWidth());
        } catch (WriterException impossible) {
            throw new IllegalArgumentException("No QR code holds this address", impossible);
        }
    }
}
