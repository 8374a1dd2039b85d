#include "chart_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "canvas.h"
#include "chart_colors.h"
#include "drawing_painter.h"
#include "png.h"
#include "stroke_font.h"
#include "subgraph_painter.h"

namespace miaia::host {
namespace {

constexpr double kLeastBetweenTimes = 78;

std::string ClockText(const SCDateTime& time) {
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", time.GetHour(), time.GetMinute());
    return text;
}

// By the calendar's own rule from days since 1970-01-01: the inverse of acsil_time::DaysSinceUnixEpoch, found by trying.
std::string DateText(const SCDateTime& time) {
    const int64_t day = time.GetDate() - acsil_time::kUnixEpochDays;
    int year = static_cast<int>(1970 + day / 366);
    while (acsil_time::DaysSinceUnixEpoch(year + 1, 1, 1) <= day)
        ++year;
    int month = 1;
    while (month < 12 && acsil_time::DaysSinceUnixEpoch(year, month + 1, 1) <= day)
        ++month;
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month,
                  static_cast<int>(day - acsil_time::DaysSinceUnixEpoch(year, month, 1)) + 1);
    return text;
}

std::string ZoneText(int minutes) {
    if (minutes == 0)
        return "UTC";
    char text[16];
    std::snprintf(text, sizeof text, "UTC%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
    return text;
}

class FramePainter {
public:
    FramePainter(const ChartScene& scene, const ChartLayout& layout, Painting& to) : scene_(scene), layout_(layout), to_(to) {}

    void Grid() {
        const ValueScale& prices = layout_.Prices();
        const double step = layout_.PriceStep();
        for (double price = std::ceil(prices.low / step) * step; price <= prices.high; price += step)
            Across("grid", prices, price);
        if (layout_.HasStudyRegion()) {
            const double study_step = layout_.StudyStep();
            for (double value = std::ceil(layout_.Study().low / study_step) * study_step; value <= layout_.Study().high;
                 value += study_step)
                Across("grid", layout_.Study(), value);
        }
        for (const int bar : TimeMarks()) {
            const double x = std::round(layout_.XOf(bar)) + 0.5;
            to_.Line("grid", {{x, prices.box.top}, {x, to_.Height() - 24.0}}, kGrid);
        }
    }

    void Bars() {
        const double body = std::max(3.0, std::min(std::floor(layout_.BarStep() * 0.66), 15.0));
        const double half = std::floor(body / 2);
        for (int i = layout_.FirstBar(); i <= layout_.LastBar(); ++i) {
            const SceneBar& bar = scene_.bars[static_cast<size_t>(i)];
            const PictureColor color = bar.close >= bar.open ? kBarUp : kBarDown;
            const double x = std::round(layout_.XOf(i)) + 0.5;
            to_.Line("wick", {{x, layout_.Prices().YOf(bar.high)}, {x, layout_.Prices().YOf(bar.low)}}, color);
            double top = std::round(layout_.Prices().YOf(std::max(bar.open, bar.close)));
            double bottom = std::round(layout_.Prices().YOf(std::min(bar.open, bar.close)));
            if (bottom - top < 1)
                bottom = top + 1;
            to_.Fill("body", {x - half - 0.5, top, x + half + 0.5, bottom}, color);
        }
    }

    // tags: what stands on the price axis, and leaves no room for a price there.
    void Axes(const std::vector<PriceTag>& tags) {
        tags_ = &tags;
        const double left = layout_.AxisLeft();
        const double bottom = to_.Height() - 24.0;
        to_.Fill("price axis", {left, 30, static_cast<double>(to_.Width()), bottom}, kAxisGround);
        to_.Fill("time axis", {0, bottom, static_cast<double>(to_.Width()), static_cast<double>(to_.Height())}, kAxisGround);
        to_.Line("frame", {{left + 0.5, 30}, {left + 0.5, bottom}}, kFrame);
        to_.Line("frame", {{0, bottom + 0.5}, {static_cast<double>(to_.Width()), bottom + 0.5}}, kFrame);
        const double step = layout_.PriceStep();
        const ValueScale& prices = layout_.Prices();
        for (double price = std::ceil(prices.low / step) * step; price <= prices.high; price += step) {
            const double y = prices.YOf(price);
            if (y > prices.box.top + 8 && y < prices.box.bottom - 8 && !IsUnderTag(y))
                to_.Text("price", {left + 9, y}, layout_.PriceText(price), kAxisText, kAxisTextSize);
        }
        if (layout_.HasStudyRegion())
            StudyAxis(left);
        std::string date;
        for (const int bar : TimeMarks()) {
            const SCDateTime& start = scene_.bars[static_cast<size_t>(bar)].start;
            const std::string day = DateText(start);
            const bool new_day = !date.empty() && day != date;
            date = day;
            to_.Text("time", {std::max(layout_.XOf(bar), 24.0), bottom + 12}, new_day ? day : ClockText(start),
                     new_day ? kTitleText : kAxisText, kAxisTextSize, Anchor::Middle);
        }
        to_.Text("zone", {left + 9, bottom + 12}, ZoneText(scene_.time_zone_minutes), kAxisText, kAxisTextSize - 1);
    }

    void Title() {
        to_.Fill("title", {0, 0, static_cast<double>(to_.Width()), 30}, kAxisGround);
        to_.Line("frame", {{0, 29.5}, {static_cast<double>(to_.Width()), 29.5}}, kFrame);
        double x = 12;
        const auto write = [&](const std::string& text, PictureColor color, bool bold) {
            to_.Text("title", {x, 15}, text, color, 14, Anchor::Left, bold);
            x += StrokeFont::Width(text, 14) + 18;
        };
        write(scene_.symbol, kTitleText, true);
        write(scene_.bar_kind, kAxisText, false);
        if (scene_.bars.empty())
            return;
        const SceneBar& last = scene_.bars.back();
        write(DateText(last.start), kAxisText, false);
        write(layout_.PriceText(last.close), last.close >= last.open ? kBarUp : kBarDown, true);
        if (scene_.replay)
            write("REPLAY", kReplay, true);
    }

private:
    bool IsUnderTag(double y) const {
        return std::any_of(tags_->begin(), tags_->end(),
                           [y](const PriceTag& tag) { return y > tag.box.top - 6 && y < tag.box.bottom + 6; });
    }

    void Across(const char* part, const ValueScale& scale, double value) {
        const double y = std::round(scale.YOf(value)) + 0.5;
        to_.Line(part, {{scale.box.left, y}, {scale.box.right, y}}, kGrid);
    }

    void StudyAxis(double left) {
        const ValueScale& study = layout_.Study();
        to_.Line("frame", {{0, layout_.StudyTop() - 0.5}, {static_cast<double>(to_.Width()), layout_.StudyTop() - 0.5}}, kFrame);
        const double step = layout_.StudyStep();
        for (double value = std::ceil(study.low / step) * step; value <= study.high; value += step) {
            char text[32];
            std::snprintf(text, sizeof text, step < 1 ? "%.2f" : "%.0f", std::abs(value) < step / 100 ? 0 : value);
            const double y = study.YOf(value);
            if (y > study.box.top + 8 && y < study.box.bottom - 8)
                to_.Text("value", {left + 9, y}, text, kAxisText, kAxisTextSize);
        }
    }

    // The bars at which a round time begins, far enough apart to label them.
    std::vector<int> TimeMarks() const {
        std::vector<int> marks;
        for (const int64_t minutes : {1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440}) {
            marks.clear();
            bool fits = true;
            for (int i = layout_.FirstBar(); i <= layout_.LastBar() && fits; ++i) {
                const auto part = [&](int bar) {
                    return scene_.bars[static_cast<size_t>(bar)].start.AsSecondsSinceBaseDate() / (60 * minutes);
                };
                const bool round = scene_.bars[static_cast<size_t>(i)].start.AsSecondsSinceBaseDate() % (60 * minutes) == 0;
                if (i == layout_.FirstBar() ? !round : part(i) == part(i - 1))
                    continue;
                fits = marks.empty() || layout_.XOf(i) - layout_.XOf(marks.back()) >= kLeastBetweenTimes;
                marks.push_back(i);
            }
            if (fits)
                break;
        }
        return marks;
    }

    const ChartScene& scene_;
    const ChartLayout& layout_;
    Painting& to_;
    const std::vector<PriceTag>* tags_ = nullptr;
};

}  // namespace

Painting PaintChart(const ChartScene& scene, int width, int height) {
    Painting painting(width, height);
    const ChartLayout layout(scene, width, height);
    FramePainter frame(scene, layout, painting);
    DrawingPainter drawings(scene, layout, painting);
    frame.Grid();
    drawings.Areas();
    drawings.Lines();
    PaintSubgraphs(scene, layout, painting);
    frame.Bars();
    drawings.MarksAndLabels();
    const std::vector<PriceTag> tags = drawings.PriceTags();
    frame.Axes(tags);
    for (const PriceTag& tag : tags) {
        painting.Fill(tag.part, tag.box, tag.color);
        painting.Text(tag.part, {tag.box.left + 8, (tag.box.top + tag.box.bottom) / 2}, tag.text, ReadableOn(tag.color), kAxisTextSize);
    }
    frame.Title();
    return painting;
}

void WriteChartPicture(const ChartScene& scene, int width, int height, const std::string& path) {
    Canvas canvas(width, height, kBackground);
    canvas.Paint(PaintChart(scene, width, height));
    WritePng(canvas, path);
}

}  // namespace miaia::host
