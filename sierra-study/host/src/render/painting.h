// A picture as a list of commands: what is drawn where, before there is any pixel. Tests read the list, a Canvas paints it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace miaia::host {

// In pixels, from the picture's upper left corner.
struct PicturePoint {
    double x = 0;
    double y = 0;
};

struct PictureBox {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;

    double Width() const { return right - left; }
    double Height() const { return bottom - top; }
    bool Meets(const PictureBox& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
};

// 0xRRGGBB.
using PictureColor = uint32_t;

enum class PictureOp : uint8_t { Fill, Line, Shape, Text };
enum class Dash : uint8_t { Solid, Dashed, Dotted };
enum class Anchor : uint8_t { Left, Middle, Right };

struct PictureCommand {
    PictureOp op = PictureOp::Fill;
    std::string part;  // what of the chart it shows
    std::vector<PicturePoint> points;
    PictureColor color = 0;
    double opacity = 1;
    double width = 1;  // of a line
    Dash dash = Dash::Solid;
    std::string text;
    double size = 0;  // of a text
    bool bold = false;

    // One line: part, command, points, colour and what else is not as usual.
    std::string ToText() const;
};

class Painting {
public:
    Painting(int width, int height) : width_(width), height_(height) {}

    void Fill(const std::string& part, const PictureBox& box, PictureColor color, double opacity = 1);
    // A line through all points.
    void Line(const std::string& part, std::vector<PicturePoint> points, PictureColor color, double width = 1, Dash dash = Dash::Solid,
              double opacity = 1);
    // A filled polygon without holes.
    void Shape(const std::string& part, std::vector<PicturePoint> corners, PictureColor color, double opacity = 1);
    // One line of text. at.y is the middle of its large letters.
    void Text(const std::string& part, PicturePoint at, const std::string& text, PictureColor color, double size,
              Anchor anchor = Anchor::Left, bool bold = false);

    int Width() const { return width_; }
    int Height() const { return height_; }
    const std::vector<PictureCommand>& Commands() const { return commands_; }

private:
    int width_;
    int height_;
    std::vector<PictureCommand> commands_;
};

}  // namespace miaia::host
