# SPDX-License-Identifier: GPL-3.0-or-later
"""The regression files of other projects, out of Debian's source packages.

They come through an apt root of our own, made from what the machine already trusts, so that its own sources stay as
they are. Tarballs are read as streams; only what looks like media is written, and nothing of it is ever run."""

import collections
import glob
import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tempfile

PACKAGES = """
    aom beets dcraw djvulibre exiv2 eyed3 ffmpeg flac freeimage gdk-pixbuf giflib golang-golang-x-image graphicsmagick
    gst-plugins-bad1.0 gst-plugins-base1.0 gst-plugins-good1.0 gst-plugins-ugly1.0 id3lib3.8.3 imagemagick imlib2 jhead
    jpeg-xl leptonlib libavif libde265 libexif libgd2 libheif libid3tag libimage-exiftool-perl libjpeg-turbo libmatroska
    libopenmpt libpng1.6 libraw libsdl2-image librsvg libsndfile libtheora libvorbis libwebp mpg123 mutagen netpbm-free
    openexr openjpeg2 opus-tools picard pillow pngcheck python-imageio qtimageformats-opensource-src
    qtsvg-opensource-src qtbase-opensource-src rust-image sox taglib tiff tracker-miners vips wavpack
""".split()

MEDIA = set("""
    3g2 3gp aac ac3 aif aifc aiff amr ani ape apng asf au avi avif bmp caf cgm cr2 crw cur dcm dcx dds dib djvu dng dpx
    dts dv eac3 emf eps exr exv f4v fits flac flc fli flv fpx gif h264 hdr heic heif hif icns ico iff it j2c j2k jfif jng
    jp2 jpc jpe jpeg jpf jpg jpx jxl jxr kar m2ts m2v m3u m3u8 m4a m4b m4v mid midi mka mkv mng mod mov mp2 mp3 mp4 mpc
    mpeg mpg mpo mrw mts mxf nef nsv ofr oga ogg ogv ogx opus orf pam pbm pcd pcx pef pgf pgm pic pict pls png pnm ppm
    psd pxr qif qoi qt ra raf ram ras raw rgb rgba rle rm rmvb rw2 rwl s3m sgi snd spx sr2 srw svg svgz sun tga tif tiff
    tta voc vob w64 wav wave webm webp wma wmf wmv wv xbm xcf xm xpm xwd y4m
""".split())
# Names of fuzzers say more than their suffix does: these files often have none.
SUSPECTS = re.compile(r"poc|fuzz|crash|hang|cve|oss-?fuzz|id[:_]0|leak|overflow|bad|invalid|corrupt|broken|issue", re.I)
TESTS = re.compile(r"(^|/)(tests?|testsuite|testdata|test-data|test-images?|fuzz\w*|corpus|images?|samples?|data)/", re.I)
SOURCES = re.compile(r"\.(c|cc|cpp|h|hh|hpp|py|rb|rs|go|pl|pm|t|sh|txt|md|rst|html?|xml|json|ya?ml|in|am|ac|cmake|patch|diff|"
                     r"js|css|po|out|cfg|toml|log|dict|options|bat|m4|make|mk|tex|ttf|otf|pdf|icc|icm|xmp)$", re.I)
LARGEST = 16 << 20


class Apt:
    """apt with sources, lists and cache of its own, under a folder of ours."""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        for below in ("state/lists/partial", "cache/archives/partial", "sources"):
            os.makedirs(os.path.join(self.folder, below), exist_ok=True)
        listed = subprocess.run(
            ["apt-get", "indextargets", "--format", "$(ORIGIN) deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)",
             "Created-By: Packages"], check=True, capture_output=True, text=True).stdout
        # The release alone: mirrors have it whole, and regression files do not change with an update.
        lines = {line.removeprefix("Debian ") for line in listed.splitlines()
                 if line.startswith("Debian ") and not re.search(r"-(security|updates|backports|proposed-updates) ", line)}
        with open(os.path.join(self.folder, "sources.list"), "w", encoding="utf-8") as file:
            file.write("\n".join(sorted(lines)) + "\n")
        self.options = ["-q", "-o", f"Dir::Etc::sourcelist={self.folder}/sources.list", "-o", "Dir::Etc::sourceparts=-",
                        "-o", f"Dir::State={self.folder}/state", "-o", f"Dir::Cache={self.folder}/cache",
                        "-o", "Dir::State::status=/var/lib/dpkg/status", "-o", "APT::Sandbox::User=root"]
        self.run("update")

    def run(self, *arguments, folder=None):
        done = subprocess.run(["apt-get", *self.options, *arguments], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            said = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
            raise OSError(re.sub(r"\S+://\S+", "…", said))

    def tarballs(self, package):
        """The source of a package, as it was uploaded; fetched once. Part of it is better than none."""
        folder = os.path.join(self.folder, "sources", package)
        os.makedirs(folder, exist_ok=True)
        reason = None
        if not glob.glob(f"{folder}/*.dsc"):
            try:
                self.run("source", "--download-only", "--only-source", package, folder=folder)
            except OSError as error:
                reason = error
        tarballs = sorted(name for name in glob.glob(f"{folder}/*.tar.*") if re.search(r"\.tar\.\w+$", name))
        if reason and not tarballs:
            raise reason
        return tarballs


def looks_like_media(name, size):
    suffix = os.path.splitext(name)[1][1:].lower()
    if not 0 < size <= LARGEST:
        return False
    return suffix in MEDIA or bool(TESTS.search(name) and SUSPECTS.search(os.path.basename(name)) and not SOURCES.search(name))


def media_in(tarball):
    """Yields the names and bytes of what looks like media, in one pass."""
    try:
        with tarfile.open(tarball, "r|*") as archive:
            for member in archive:
                if member.isfile() and looks_like_media(member.name, member.size):
                    yield member.name, archive.extractfile(member).read()
    except (tarfile.TarError, EOFError, OSError) as error:
        print(f"{os.path.basename(tarball)}: not read to its end: {error}", file=sys.stderr)


def flat_name(number, name):
    """One that keeps the suffix, which decides the type, and cannot lead out of the folder."""
    return f"{number:04}-" + re.sub(r"[^A-Za-z0-9._+-]", "_", os.path.basename(name))[-120:]


def gather(folder, apt_folder=None, only=None):
    """Writes FOLDER/PACKAGE/NUMBER-NAME for each. Returns how many of each package, and what could not be had."""
    counts, missing, seen = collections.Counter(), [], set()
    with tempfile.TemporaryDirectory(prefix="mediary-corpus-") as temporary:
        apt = Apt(apt_folder or temporary)
        for package in only or PACKAGES:
            try:
                tarballs = apt.tarballs(package)
            except OSError as error:
                print(f"{package}: cannot be had: {error}", file=sys.stderr)
                missing.append(package)
                continue
            os.makedirs(os.path.join(folder, package), exist_ok=True)
            for tarball in tarballs:
                for name, data in media_in(tarball):
                    key = hashlib.sha256(data).digest()
                    if key in seen:
                        continue
                    seen.add(key)
                    counts[package] += 1
                    with open(os.path.join(folder, package, flat_name(counts[package], name)), "wb") as file:
                        file.write(data)
            print(f"{package}: {counts[package]} files", file=sys.stderr)
            if apt_folder is None:
                for tarball in tarballs:
                    os.unlink(tarball)
    return counts, missing
