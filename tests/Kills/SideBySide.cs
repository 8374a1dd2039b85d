// The killed rounds beside the days that nobody is killed in: both wait for markets and programs nearly all the time, and each has its own.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
