import math, cmath, statistics as st, fractions, random
d = [2.5, 3.25, 5.5, 11.25, 11.75]
print(st.mean(d), st.median(d), st.stdev(d), st.pstdev(d), st.variance(d), st.pvariance(d), st.fmean(d), st.mode([1, 1, 2]), st.multimode("aabb"), st.median_low([1, 3, 5, 7]), st.median_high([1, 3, 5, 7]), st.median_grouped([1, 2, 2, 3]), st.harmonic_mean([40, 60]), st.geometric_mean([54, 24, 36]))
print(st.quantiles(range(1, 10), n=4), st.quantiles([1, 2, 3], n=4, method="inclusive"), st.correlation([1, 2, 3], [1, 2, 4]), st.covariance([1, 2, 3], [1, 2, 4]), st.linear_regression([1, 2, 3], [2, 4, 7]))
nd = st.NormalDist(100, 15); print(nd, nd.mean, nd.stdev, nd.pdf(100), nd.cdf(115), nd.inv_cdf(0.975), nd.zscore(130), nd.quantiles(4), nd + 5, nd * 2, st.NormalDist.from_samples(d), nd.overlap(st.NormalDist(110, 15)))
for bad in ("st.mean([])", "st.stdev([1])", "st.mode([])", "st.median([])", "st.quantiles([1])", "st.harmonic_mean([-1])", "st.correlation([1], [2])"):
    try: print(eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
F = fractions.Fraction
print(F(1, 3) + F(1, 6), F("0.125"), F(0.5), F(3, 4).numerator, float(F(1, 3)), F(22, 7).limit_denominator(5), repr(F(-4, 6)), F(7, 2) // 1, round(F(5, 3), 1), F(1, 2) ** 2, F(1, 2) == 0.5, st.mean([F(1, 2), F(1, 3)]))
print(st.mean([1, 2, 3, 4]), st.mean([1, 2]), st.median([1, 2, 3, 4]), st.variance([1, 2, 3, 4]), st.mean([True, False]), st.pvariance([1, 2, 3]))
