print("scatter")
