import statistics as st
print(st.mean([1, 2, 3, 4]), st.median([3, 1, 2]), st.stdev([1, 2, 3, 4]), st.mode("aab"), st.pvariance([1, 2, 3]))
