# SPDX-License-Identifier: GPL-3.0-or-later
"""Page images to the files that scanners make: PDF with one image a page, TIFF, PNG, JPEG."""

import io

import cairo
from PIL import Image


def jpeg_bytes(image, dpi, quality):
    file = io.BytesIO()
    Image.fromarray(image).save(file, "JPEG", quality=quality, dpi=(dpi, dpi))
    return file.getvalue()


def write_jpeg(path, image, dpi, quality=70):
    path.write_bytes(jpeg_bytes(image, dpi, quality))


def write_png(path, image, dpi):
    Image.fromarray(image).save(path, dpi=(dpi, dpi), optimize=True)


def write_pdf(path, images, dpi, quality=60):
    """One JPEG a page, put into the PDF as it is, without any text layer."""
    surface = cairo.PDFSurface(str(path), 1, 1)
    surface.set_metadata(cairo.PDFMetadata.CREATE_DATE, "2020-01-01T00:00:00Z")  # the same bytes on every day
    for image in images:
        height, width = image.shape
        surface.set_size(width * 72 / dpi, height * 72 / dpi)
        blank = cairo.ImageSurface(cairo.FORMAT_A8, width, height)
        blank.set_mime_data("image/jpeg", jpeg_bytes(image, dpi, quality))
        ink = cairo.Context(surface)
        ink.scale(72 / dpi, 72 / dpi)
        ink.set_source_surface(blank)
        ink.paint()
        ink.show_page()
    surface.finish()


def write_tiff(path, images, dpi, bilevel=True):
    """A TIFF with every page; bilevel ones are packed as G4, grey ones as LZW."""
    pages = [Image.fromarray(image).convert("1", dither=Image.Dither.NONE) if bilevel else Image.fromarray(image)
             for image in images]
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:], compression="group4" if bilevel else "tiff_lzw",
                  dpi=(dpi, dpi))
