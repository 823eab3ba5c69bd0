package org.hustings.station.screen;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Parent;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import javax.imageio.ImageIO;
import org.hustings.hardware.desk.DeskPanel;
import org.junit.jupiter.api.Test;

/// Draws the pictures in `docs/screens`. Not run with the tests: `mvn -pl station-app -am test -Dtest=ScreenShots
/// -Dsurefire.failIfNoSpecifiedTests=false`, with `-Dscreens=DIR` for another folder.
class ScreenShots {

    private static final Map<String, String> PICTURES = new LinkedHashMap<>();

    static {
        PICTURES.put("05-offered", "05-offered");
        PICTURES.put("05-script", "05-script");
        PICTURES.put("05-rehearsal", "05-rehearsal");
        PICTURES.put("05-power", "05-power");
        PICTURES.put("05-run", "05-run");
        PICTURES.put("05-run-undo", "05-run-undo");
        PICTURES.put("05-run-script", "05-run-script");
        PICTURES.put("05-still-there", "05-still-there");
        PICTURES.put("06-ringing", "06-RINGING");
        PICTURES.put("07-who", "07-who");
        PICTURES.put("07-somebody-else", "07-somebody-else");
        PICTURES.put("07a-script", "07a-opening");
        PICTURES.put("07b-question", "07a-change");
        PICTURES.put("07d-muted", "07d-muted");
        PICTURES.put("08-wrap-up", "08-wrap-up-FIRST");
        PICTURES.put("08-wrap-up-more", "08-wrap-up-MORE");
        PICTURES.put("08-noted", "08-noted-NO_ANSWER");
        PICTURES.put("09-undo", "09-undo-SUPPORTS");
        PICTURES.put("11-help", "11-help");
        PICTURES.put("12-offline", "12-offline");
        PICTURES.put("13-closed", "20-nobody-OUTSIDE_WINDOW");
        PICTURES.put("14-headset", "14-headset");
        PICTURES.put("15-break", "15-break");
        PICTURES.put("16-refused", "16-refused-OUTSIDE_WINDOW");
        PICTURES.put("17-restart", "17-restart");
        PICTURES.put("20-waiting", "20-waiting");
        PICTURES.put("26-halted", "26-halted-PAUSED");
    }

    private final Path folder = Path.of(System.getProperty("screens", "../docs/screens"));

    @Test
    void drawsEveryScreenInEveryLanguage() throws IOException {
        Toolkit.start();
        Files.createDirectories(folder);
        for (var language : Examples.LANGUAGES) {
            var scenes = margaret(language);
            for (var picture : PICTURES.entrySet()) {
                draw(picture.getKey() + "-" + language, scenes.get(picture.getValue()), language, false, 800, 480);
            }
        }
        var english = margaret("en");
        draw("05-offered-en-dark", english.get("05-offered"), "en", true, 800, 480);
        draw("09-undo-en-dark", english.get("09-undo-SUPPORTS"), "en", true, 800, 480);
        draw("07a-script-en-1280x800", english.get("07a-opening"), "en", false, 1280, 800);
        desk("00-desk-window", english.get("09-undo-SUPPORTS"));
        desk("00-desk-window-talking", english.get("07a-opening"));
    }

    private static Map<String, Examples.Scene> margaret(String language) {
        var all = new Examples(language, Examples.margaret(language)).all();
        all.put("09-undo-SUPPORTS", new Examples(language).all().get("09-undo-SUPPORTS"));
        return all;
    }

    private void draw(String name, Examples.Scene scene, String language, boolean dark, int width, int height) {
        Toolkit.runAndWait(() -> {
            try (var panel = new DeskPanel()) {
                var node = new ScreenNode(panel);
                var factor = new Scale(1, 1);
                node.getTransforms().add(factor);
                Scenery.fit(node, factor, width, height);
                node.show(scene.model(language));
                node.level(-26);
                save(name, new Pane(node), dark, width, height);
            }
        });
    }

    private void desk(String name, Examples.Scene scene) {
        Toolkit.runAndWait(() -> {
            try (var panel = new DeskPanel()) {
                var node = new ScreenNode(panel);
                node.show(scene.model("en"));
                node.level(-26);
                var desk = new DeskNode(node, panel, Examples.sight("en").words());
                desk.show(scene.lights(), true);
                save(name, new Pane(desk), false, 1040, 700);
            }
        });
    }

    private void save(String name, Parent root, boolean dark, int width, int height) {
        var scene = Scenery.scene(root, dark);
        root.resize(width, height);
        root.applyCss();
        root.layout();
        var image = scene.snapshot(new WritableImage(width, height));
        var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        try {
            ImageIO.write(out, "png", folder.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
