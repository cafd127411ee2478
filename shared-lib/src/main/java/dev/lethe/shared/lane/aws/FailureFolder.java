package dev.lethe.shared.lane.aws;

import dev.lethe.shared.lane.LaneRecord;
import java.util.Locale;
import java.util.regex.Pattern;

/// A folder of the failures bucket: who passes records over, and why. A record's name is
/// `undecodable/AbCdEfGhIjKlMnOpQrStUv/000000000003/49…8`: below the folder by label, so that what
/// is kept of a label is found without a table, then by shard and sequence number, so that a lane
/// is in order.
public enum FailureFolder {
  /// What cannot be decoded; `aggregate` keeps it.
  UNDECODABLE("undecodable"),
  /// What `aggregate` skips.
  SKIPPED("skipped"),
  /// What `archive` skips.
  SKIPPED_BY_ARCHIVE("skipped-by-archive");

  /// Stands for the label where the lane is none: of tallies, and of what is not ours.
  private static final String NOBODY = "nobody";

  /// 128 bits in base64url, as labels are.
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final String folder;

  FailureFolder(String folder) {
    this.folder = folder;
  }

  /// What the names of all begin with that is kept of a label.
  ///
  /// @throws IllegalArgumentException if it is no label: it could name what is kept of others
  public String of(String label) {
    if (!isLabel(label)) {
      throw new IllegalArgumentException("Not a label.");
    }
    return "%s/%s/".formatted(folder, label);
  }

  /// What the names of all begin with that are kept there.
  public String all() {
    return folder + '/';
  }

  /// Where a record is kept; the same however often it is passed over.
  String name(LaneRecord passedOver) {
    var lane = passedOver.lane();
    var position = passedOver.position();
    return String.format(
        Locale.ROOT,
        "%s/%s/%012d/%s",
        folder,
        isLabel(lane) ? lane : NOBODY,
        position.shard(),
        position.sequence());
  }

  private static boolean isLabel(String lane) {
    return LABEL.matcher(lane).matches();
  }
}
