# SPDX-License-Identifier: GPL-3.0-or-later
"""What paper, scanner and storage do to a page. Every step takes and gives a grey image (uint8, 255 white) and draws
from a random.Random; a recipe is a list of (step, strength), so that new damage is one function more."""

import io
import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont


def noise_source(rng):
    return np.random.Generator(np.random.PCG64(rng.getrandbits(63)))


def picture(image):
    return Image.fromarray(image)


def grid(img):
    return np.asarray(img, dtype=np.uint8)


def mix(values):
    return np.clip(values, 0, 255).astype(np.uint8)


def blur(image, rng, strength, dpi):
    """Bad focus; strength 1 is a radius of 1/200 inch."""
    return grid(picture(image).filter(ImageFilter.GaussianBlur(strength * dpi / 200)))


def noise(image, rng, strength, dpi):
    """The sensor's grain; strength 1 is a deviation of 25 grey levels."""
    return mix(image + noise_source(rng).normal(0, 25 * strength, image.shape))


def speckle(image, rng, strength, dpi):
    """Black and white dots; strength 1 is about 2,500 a letter page."""
    source, (height, width) = noise_source(rng), image.shape
    out = image.copy()
    for value, share in ((20, 0.6), (245, 0.4)):
        count = int(2500 * strength * share * (width / dpi) * (height / dpi) / 93.5)
        ys, xs = source.integers(0, height - 2, count), source.integers(0, width - 2, count)
        size = max(1, dpi // 150)
        for dy in range(size):
            for dx in range(size):
                out[np.minimum(ys + dy, height - 1), np.minimum(xs + dx, width - 1)] = value
    return out


def skew(image, rng, strength, dpi):
    """Turned on the glass; strength 1 is up to 1.5 degrees either way."""
    angle = rng.choice((-1, 1)) * rng.uniform(0.4, 1.5) * strength
    return grid(picture(image).rotate(angle, Image.BICUBIC, fillcolor=int(np.median(image))))


def faint(image, rng, strength, dpi):
    """A tired ribbon: strokes thin out and grey; strength 1 leaves about half of the contrast."""
    img = picture(image)
    if dpi >= 200:
        img = Image.blend(img, img.filter(ImageFilter.MaxFilter(3)), min(1, 0.55 * strength))
    return mix(255 - (255 - grid(img).astype(float)) * (1 - 0.5 * strength))


def heavy(image, rng, strength, dpi):
    """Too much ink: strokes run together."""
    img = picture(image)
    return grid(Image.blend(img, img.filter(ImageFilter.MinFilter(3)), min(1, 0.7 * strength)))


def uneven(image, rng, strength, dpi):
    """Light from one side and the shadow of a fold; strength 1 darkens a corner to two thirds."""
    height, width = image.shape
    angle = rng.uniform(0, 2 * math.pi)
    ys, xs = np.mgrid[0:1:height * 1j, 0:1:width * 1j]
    slope = (xs - 0.5) * math.cos(angle) + (ys - 0.5) * math.sin(angle) + 0.5
    fold = np.exp(-((xs - rng.uniform(0.2, 0.8)) / 0.015) ** 2) * 0.12
    return mix(image * (1 - strength * (0.33 * np.clip(slope, 0, 1) + fold)))


def paper(image, rng, strength, dpi):
    """Yellowed paper with large blotches."""
    height, width = image.shape
    coarse = noise_source(rng).normal(0, 1, (max(2, height // 60), max(2, width // 60)))
    blotch = np.asarray(Image.fromarray(coarse.astype(np.float32)).resize((width, height), Image.BICUBIC))
    return mix(image * (0.92 - 0.08 * strength) + 9 * strength * blotch)


def through(image, rng, strength, dpi, back=None):
    """The back side shines through, mirrored and blurred; without a back, the page's own text moved down."""
    back = np.roll(image, image.shape[0] // 3, axis=0) if back is None or back.shape != image.shape else back
    ghost = grid(picture(np.ascontiguousarray(back[:, ::-1])).filter(ImageFilter.GaussianBlur(dpi / 130)))
    return mix(image - (255 - ghost.astype(float)) * 0.32 * strength)


def borders(image, rng, strength, dpi):
    """The scanner's lid was open: black bars at one or two edges."""
    out = image.copy()
    for edge in rng.sample(range(4), rng.choice((1, 2))):
        depth = int(dpi * rng.uniform(0.08, 0.25) * strength)
        view = (out[:depth], out[-depth:], out[:, :depth], out[:, -depth:])[edge]
        view[...] = rng.randint(5, 30)
    return out


def punched(image, rng, strength, dpi):
    """Two holes at the left margin, from strength 2 on four of them; the stronger, the further in."""
    img = picture(image.copy())
    pen, radius, height = ImageDraw.Draw(img), dpi * 0.13, image.shape[0]
    for place in (-1.4, 1.4) if strength < 2 else (-4.2, -1.4, 1.4, 4.2):
        x, y = dpi * (0.3 + 0.12 * strength), height / 2 + place * dpi
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=rng.randint(10, 60))
    return grid(img)


def stamp(image, rng, strength, dpi, across=(0.45, 0.72), down=(0.62, 0.8)):
    """A rubber stamp, slanted, over the page's lower part."""
    size = int(dpi * 1.6)
    mark = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(mark)
    pen.ellipse((4, 4, size - 5, size - 5), outline=255, width=max(2, dpi // 60))
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", dpi // 7)
    for i, word in enumerate(rng.choice((("RECIBIDO", "ARCHIVO"), ("COTEJADO", "OFICIALÍA"), ("SELLO", "ORIGINAL")))):
        box = pen.textbbox((0, 0), word, font=font)
        pen.text(((size - box[2]) / 2, size * (0.34 + 0.2 * i)), word, fill=255, font=font)
    mark = grid(mark.rotate(rng.uniform(-25, 25))).astype(float) * rng.uniform(0.35, 0.6) * strength
    out, (height, width) = image.astype(float), image.shape
    y, x = int(height * rng.uniform(*down)), int(width * rng.uniform(*across))
    part = out[y:y + size, x:x + size]
    part -= mark[:part.shape[0], :part.shape[1]]
    return mix(out)


def overstamp(image, rng, strength, dpi):
    """Two stamps in the middle of the text."""
    for down in ((0.15, 0.35), (0.45, 0.6)):
        image = stamp(image, rng, strength, dpi, (0.15, 0.65), down)
    return image


def jpeg(image, rng, strength, dpi):
    """Saved too small; strength 1 is quality 25."""
    file = io.BytesIO()
    picture(image).save(file, "JPEG", quality=max(8, int(55 - 30 * strength)))
    return grid(Image.open(file))


def fax(image, rng, strength, dpi):
    """Black or white, nothing between, by one threshold for the whole page."""
    level = 128 + rng.uniform(-35, 35) * strength
    return np.where(image > level, 255, 0).astype(np.uint8)


STEPS = {f.__name__: f for f in (blur, noise, speckle, skew, faint, heavy, uneven, paper, through, borders, punched, stamp,
                                 overstamp, jpeg, fax)}
# Named qualities, from what a good scanner gives to what an archive has to live with.
RECIPES = {
    "clean": (),
    "office": (("skew", 0.4), ("blur", 0.5), ("noise", 0.2), ("jpeg", 0.3)),
    "speckle": (("skew", 0.3), ("blur", 0.5), ("speckle", 1.0), ("noise", 0.2)),
    "through": (("through", 1.0), ("blur", 0.5), ("noise", 0.25), ("jpeg", 0.5)),
    "faint": (("faint", 1.1), ("paper", 0.7), ("blur", 0.6), ("noise", 0.35), ("jpeg", 0.4)),
    "heavy": (("heavy", 1.1), ("blur", 0.7), ("noise", 0.2), ("jpeg", 0.4)),
    "shadow": (("paper", 0.6), ("uneven", 1.0), ("blur", 0.6), ("noise", 0.3), ("borders", 0.8), ("jpeg", 0.5)),
    "stamped": (("stamp", 1.0), ("punched", 1.0), ("skew", 0.6), ("blur", 0.5), ("noise", 0.2), ("jpeg", 0.4)),
    "photocopy": (("skew", 0.6), ("blur", 0.9), ("noise", 0.7), ("borders", 0.7), ("fax", 0.6), ("speckle", 0.5)),
    "fax": (("blur", 0.9), ("noise", 0.4), ("fax", 1.0)),
    "border": (("skew", 0.4), ("blur", 0.5), ("noise", 0.2), ("borders", 1.8), ("jpeg", 0.4)),
    "holes": (("punched", 2.4), ("skew", 0.4), ("blur", 0.5), ("noise", 0.2), ("jpeg", 0.4)),
    "bleed": (("paper", 0.4), ("through", 2.0), ("blur", 0.6), ("noise", 0.3), ("jpeg", 0.4)),
    "overstamp": (("overstamp", 1.3), ("skew", 0.4), ("blur", 0.5), ("noise", 0.2), ("jpeg", 0.4)),
}


def degrade(image, recipe, rng, dpi, back=None):
    """The page after every step of a recipe (a name of RECIPES, or its like)."""
    for step, strength in RECIPES[recipe] if isinstance(recipe, str) else recipe:
        more = {"back": back} if step == "through" else {}
        image = STEPS[step](image, rng, strength * rng.uniform(0.8, 1.2), dpi, **more)
    return image
