// Pixels. Edges are smooth: a pixel takes as much of a colour as the thing covers of it.
#pragma once

#include <cstdint>
#include <vector>

#include "painting.h"

namespace miaia::host {

class Canvas {
public:
    Canvas(int width, int height, PictureColor background);

    // Paints every command of it, in order.
    void Paint(const Painting& painting);

    int Width() const { return width_; }
    int Height() const { return height_; }
    PictureColor At(int x, int y) const;
    // Red, green and blue of each pixel, row by row.
    const std::vector<uint8_t>& Pixels() const { return pixels_; }

private:
    void Fill(const PictureCommand& command);
    void Line(const PictureCommand& command);
    void Shape(const PictureCommand& command);
    void Text(const PictureCommand& command);
    // A pen of that width drawn through the points; where it crosses itself it is no darker.
    void Stroke(const std::vector<std::vector<PicturePoint>>& strokes, double width, const PictureCommand& command);
    void Blend(int x, int y, PictureColor color, double opacity);

    int width_;
    int height_;
    std::vector<uint8_t> pixels_;
    std::vector<float> covered_;  // how much of each pixel a pen has covered
};

}  // namespace miaia::host
