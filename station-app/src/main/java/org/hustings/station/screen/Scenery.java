package org.hustings.station.screen;

import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.hustings.hardware.desk.DeskPanel;

/// The stage with everything on it, scaled by one factor.
final class Scenery {

    private static final long HALF_SECOND_NANOS = 500_000_000;

    private final Stage stage;
    private final ScreenNode screen;
    private final Optional<DeskNode> desk;
    private boolean lit;

    private Scenery(Stage stage, ScreenNode screen, Optional<DeskNode> desk) {
        this.stage = stage;
        this.screen = screen;
        this.desk = desk;
    }

    static Scenery of(StationWindow.Look look, DeskPanel panel, Words words) {
        var screen = new ScreenNode(panel);
        return switch (look.mode()) {
            case KIOSK -> kiosk(screen, look.dark());
            case DESK -> desk(screen, panel, words, look.dark());
        };
    }

    Stage stage() {
        return stage;
    }

    ScreenNode screen() {
        return screen;
    }

    /// 1 Hz, half on.
    void blink(long nanos) {
        var now = Math.floorMod(nanos / HALF_SECOND_NANOS, 2) == 0;
        if (now != lit) {
            lit = now;
            desk.ifPresent(it -> it.blink(now));
        }
    }

    private static Scenery kiosk(ScreenNode screen, boolean dark) {
        var stage = new Stage(StageStyle.UNDECORATED);
        var root = new Pane(screen);
        root.setPrefSize(ScreenNode.WIDTH, ScreenNode.HEIGHT);
        var factor = new Scale(1, 1);
        screen.getTransforms().add(factor);
        Runnable fit = () -> fit(screen, factor, root.getWidth(), root.getHeight());
        root.widthProperty().subscribe(fit);
        root.heightProperty().subscribe(fit);
        stage.setScene(scene(root, dark));
        // Full screen is the window manager's to grant; where there is none, the size does it.
        var display = javafx.stage.Screen.getPrimary().getBounds();
        stage.setX(display.getMinX());
        stage.setY(display.getMinY());
        stage.setWidth(display.getWidth());
        stage.setHeight(display.getHeight());
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setFullScreen(true);
        return new Scenery(stage, screen, Optional.empty());
    }

    /// One factor for both directions; height that is over goes to the rows and the content.
    static void fit(ScreenNode screen, Scale factor, double width, double height) {
        if (width <= 0 || height <= 0) {
            return;
        }
        var by = Math.min(width / ScreenNode.WIDTH, height / ScreenNode.HEIGHT);
        factor.setX(by);
        factor.setY(by);
        screen.height(height / by);
        screen.setLayoutX((width - ScreenNode.WIDTH * by) / 2);
    }

    private static Scenery desk(ScreenNode screen, DeskPanel panel, Words words, boolean dark) {
        var stage = new Stage();
        var desk = new DeskNode(screen, panel, words);
        var factor = new Scale(1, 1);
        desk.getTransforms().add(factor);
        var root = new Pane(desk);
        root.getStyleClass().add("desk");
        root.setPrefSize(DeskNode.WIDTH, DeskNode.HEIGHT);
        Runnable fit = () -> {
            var by = Math.min(root.getWidth() / DeskNode.WIDTH, root.getHeight() / DeskNode.HEIGHT);
            if (by > 0) {
                factor.setX(by);
                factor.setY(by);
            }
        };
        root.widthProperty().subscribe(fit);
        root.heightProperty().subscribe(fit);
        var scene = scene(root, dark);
        Keyboard.listen(scene, panel, desk.headset()::toggle);
        stage.setScene(scene);
        stage.setTitle(words.say("desk.title"));
        var scenery = new Scenery(stage, screen, Optional.of(desk));
        scenery.followLamps(panel, desk);
        return scenery;
    }

    /// The panel tells its lamps on the loop's thread; what they show when the drawing comes is what counts.
    private void followLamps(DeskPanel panel, DeskNode desk) {
        panel.onLamps(_ -> Platform.runLater(() -> desk.show(panel.lamps(), lit)));
    }

    static Scene scene(Parent root, boolean dark) {
        var scene = new Scene(root);
        scene.getStylesheets().addAll(sheet(dark ? "dark.css" : "light.css"), sheet("kiosk.css"), sheet("desk.css"));
        return scene;
    }

    private static String sheet(String file) {
        return Objects.requireNonNull(Scenery.class.getResource(file), file).toExternalForm();
    }
}
