namespace MiaIa.Engine.Options;

/// <summary>Today's volume of a contract has another value.</summary>
/// <param name="Contract">Its number within the listed chain.</param>
/// <param name="BeforeLots">The value before, or <see cref="OptionChain.Absent"/>.</param>
/// <param name="Lots">The new value.</param>
/// <param name="IsContinued">Whether the value before lies within the window of the option flow, so that the difference traded in it.</param>
internal readonly record struct VolumeStep(int Contract, int BeforeLots, int Lots, bool IsContinued);
