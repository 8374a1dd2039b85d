// Keeps labels from lying on each other.
#pragma once

#include <vector>

#include "painting.h"

namespace miaia::host {

class LabelPlacer {
public:
    // Labels stay within these bounds.
    explicit LabelPlacer(const PictureBox& bounds) : bounds_(bounds) {}

    void Reserve(const PictureBox& box) { taken_.push_back(box); }

    // The free place nearest to the wanted one, above or below it by steps of a quarter of its height, at most so many heights away;
    // it is taken then. False when there is none.
    bool Place(PictureBox& box, int most_heights);

private:
    bool IsFree(const PictureBox& box) const;

    PictureBox bounds_;
    std::vector<PictureBox> taken_;
};

}  // namespace miaia::host
