#include "png.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <random>

#include "chart_colors.h"
#include "chart_picture.h"
#include "deflate.h"
#include "file_error.h"
#include "scripted_day.h"

namespace miaia::host::test {
namespace {

// Python's zlib is the judge.
void ExpectPythonReads(const Canvas& canvas, const std::string& name) {
    const std::string png = testing::TempDir() + name + ".png";
    const std::string raw = testing::TempDir() + name + ".raw";
    WritePng(canvas, png);
    std::ofstream(raw, std::ios::binary)
        .write(reinterpret_cast<const char*>(canvas.Pixels().data()), static_cast<std::streamsize>(canvas.Pixels().size()));
    const std::string command = std::string(MIAIA_PYTHON) + " " + MIAIA_SOURCE_FOLDER + "/render/read_png.py " + png + " " + raw + " " +
        std::to_string(canvas.Width()) + " " + std::to_string(canvas.Height());
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    std::remove(png.c_str());
    std::remove(raw.c_str());
}

TEST(Png, AChartIsReadBackByPythonAndIsSmall) {
    Canvas canvas(1280, 760, kBackground);
    canvas.Paint(PaintChart(BusyDay(), 1280, 760));
    ExpectPythonReads(canvas, "miaia_chart");
    EXPECT_LT(EncodePng(canvas).size(), canvas.Pixels().size() / 20);
}

// Noise has every byte, runs of a colour the longest matches, and a wide picture rows that lie as far apart as a match may reach.
TEST(Png, NoiseRunsAndWideRowsAreReadBackByPython) {
    std::mt19937 random(14);
    const auto below = [&random](int end) { return static_cast<double>(random() % static_cast<unsigned>(end)); };
    for (const int width : {1, 257, 10922, 10923}) {
        Canvas canvas(width, 9, 0x123456);
        Painting painting(width, 9);
        for (int i = 0; i < 300; ++i) {
            const double x = below(width);
            const double y = below(5);
            painting.Fill("noise", {x, y, x + 1 + below(7), y + 1}, static_cast<PictureColor>(random() & 0xFFFFFFu));
        }
        canvas.Paint(painting);
        ExpectPythonReads(canvas, "miaia_noise_" + std::to_string(width));
    }
}

TEST(Png, APathThatCannotBeWrittenIsNamed) {
    try {
        WritePng(Canvas(4, 4, 0), testing::TempDir() + "no_such_folder/picture.png");
        FAIL() << "expected an error";
    } catch (const FileError& error) {
        EXPECT_NE(std::string(error.what()).find("no_such_folder"), std::string::npos) << error.what();
    }
}

}  // namespace
}  // namespace miaia::host::test
