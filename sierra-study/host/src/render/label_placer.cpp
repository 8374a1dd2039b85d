#include "label_placer.h"

#include <algorithm>

namespace miaia::host {
namespace {

constexpr int kStepsOfAHeight = 4;

}  // namespace

bool LabelPlacer::Place(PictureBox& box, int most_heights) {
    const double width = box.Width();
    const double height = box.Height();
    box.left = std::clamp(box.left, bounds_.left, std::max(bounds_.left, bounds_.right - width));
    box.right = box.left + width;
    const double wanted = std::clamp(box.top, bounds_.top, std::max(bounds_.top, bounds_.bottom - height));
    for (int step = 0; step <= most_heights * kStepsOfAHeight; ++step) {
        for (const int sign : {1, -1}) {
            const double top = wanted + sign * step * height / kStepsOfAHeight;
            const PictureBox tried{box.left, top, box.right, top + height};
            if (!IsFree(tried))
                continue;
            box = tried;
            taken_.push_back(tried);
            return true;
        }
    }
    return false;
}

bool LabelPlacer::IsFree(const PictureBox& box) const {
    return box.top >= bounds_.top && box.bottom <= bounds_.bottom &&
        std::none_of(taken_.begin(), taken_.end(), [&](const PictureBox& taken) { return taken.Meets(box); });
}

}  // namespace miaia::host
