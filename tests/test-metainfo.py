#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-metainfo METAINFO VERSION SITE: what stores of apps ask of the metainfo beyond what appstreamcli looks at, and that the
pictures it names are in the tree."""
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/screenshots"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_BYTES = 200_000


class Metainfo:
    def __init__(self, path, version, site):
        self.root = ElementTree.parse(path).getroot()
        self.version, self.site = version, site
        self.languages = {line.strip() for line in (ROOT / "po/LINGUAS").read_text().splitlines() if line and not line.startswith("#")}

    def text(self, name):
        return next(element.text for element in self.root.findall(name) if LANGUAGE not in element.attrib)

    def names_and_summaries_are_short(self):
        assert len(self.text("name")) <= 15
        summary = self.text("summary")
        assert 10 <= len(summary) <= 35, f"{len(summary)} characters"
        assert not summary.endswith(".") and self.text("name") not in summary

    def every_address_is_there(self):
        addresses = {url.get("type"): url.text for url in self.root.findall("url")}
        assert set(addresses) >= {"homepage", "bugtracker", "vcs-browser", "translate", "contribute"}, addresses
        assert all(address.startswith(self.site) for address in addresses.values()), addresses

    def the_newest_release_is_this_version(self):
        release = self.root.find("releases/release")
        assert release.get("version") == self.version
        assert all(release.find("description") is not None for release in self.root.findall("releases/release"))

    def both_brand_colours_differ(self):
        colours = {colour.get("scheme_preference"): colour.text for colour in self.root.findall("branding/color")}
        assert set(colours) == {"light", "dark"} and len(set(colours.values())) == 2, colours

    def captions_are_a_sentence_in_every_language(self):
        for screenshot in self.root.findall("screenshots/screenshot"):
            captions = {caption.get(LANGUAGE, ""): caption.text for caption in screenshot.findall("caption")}
            assert set(captions) >= {"", *self.languages}, f"“{captions.get('')}” is said in {sorted(captions)} only"
            assert not any(re.search(r"[.。]$", caption) for caption in captions.values()), captions

    def every_picture_is_in_the_tree_and_as_a_store_wants_it(self):
        pictures = [image.text for image in self.root.findall("screenshots/screenshot/image")]
        assert 1 <= len(pictures) <= 6, pictures
        for address in pictures:
            folder, name = address.rsplit("/", 1)
            assert folder == f"{self.site}/screenshots/{self.version}", address
            self.see_picture(PICTURES / name)

    def see_picture(self, path):
        assert path.suffix == ".png" and path.stat().st_size <= MOST_BYTES, f"{path.name} has {path.stat().st_size} bytes"
        with Image.open(path) as picture:
            assert picture.format == "PNG" and picture.width <= 1000 and picture.height <= 700, f"{path.name} is {picture.size}"
            alpha = picture.convert("RGBA").getchannel("A")
            assert alpha.getpixel((0, 0)) < 32, f"{path.name} has no shadow around the window"
            assert alpha.getpixel((picture.width // 2, picture.height // 2)) == 255, f"one sees through {path.name}"

    def the_readme_begins_with_the_first_picture(self):
        first = self.root.find("screenshots/screenshot[@type='default']/image").text.rsplit("/", 1)[1]
        shown = re.findall(r"!\[[^]]*\]\(([^)]*)\)", (ROOT / "README.md").read_text())
        assert shown[0] == f"docs/screenshots/{first}", shown
        assert all((ROOT / name).is_file() for name in shown), shown


def main():
    metainfo = Metainfo(*sys.argv[1:])
    tests = [metainfo.names_and_summaries_are_short, metainfo.every_address_is_there, metainfo.the_newest_release_is_this_version,
             metainfo.both_brand_colours_differ, metainfo.captions_are_a_sentence_in_every_language,
             metainfo.every_picture_is_in_the_tree_and_as_a_store_wants_it, metainfo.the_readme_begins_with_the_first_picture]
    print(f"1..{len(tests)}")
    failed = False
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", " ")
        try:
            test()
            print(f"ok {number} - {name}")
        except (AssertionError, OSError) as error:
            failed = True
            print(f"not ok {number} - {name}\n# {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
