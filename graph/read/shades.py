"""Pictures of pages in the shades of grey that recognition works on, without the red of seals."""

from PIL import Image


def grey(image: Image.Image) -> Image.Image:
    """`image` in 256 shades of grey, on white where it is transparent.

    Of a coloured page its red light: there the seal, which is stamped over name and post of who signs, is white.
    """
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image.convert("RGB").getchannel("R")
