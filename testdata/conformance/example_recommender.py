# Collaborative filtering: a model of embeddings, their dot product with biases; two towers as well.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(42)
num_users_all, num_movies_all = 12, 9
rng = np.random.RandomState(42)
ratings = [{"userId": 100 + u, "movieId": 7 * m, "rating": float(np.clip(round(3 + 2 * np.sin(u) * np.cos(m)), 1, 5))} for u in range(num_users_all) for m in range(num_movies_all) if rng.rand() < 0.7]
user_ids = sorted({r["userId"] for r in ratings})
user2user_encoded = {x: i for i, x in enumerate(user_ids)}
userencoded2user = {i: x for i, x in enumerate(user_ids)}
movie_ids = sorted({r["movieId"] for r in ratings})
movie2movie_encoded = {x: i for i, x in enumerate(movie_ids)}
num_users = len(user2user_encoded)
num_movies = len(movie2movie_encoded)
min_rating = min(r["rating"] for r in ratings)
max_rating = max(r["rating"] for r in ratings)
print("Number of users: {}, Number of Movies: {}, Min rating: {}, Max rating: {}".format(num_users, num_movies, min_rating, max_rating))

rng.shuffle(ratings)
x = np.array([[user2user_encoded[r["userId"]], movie2movie_encoded[r["movieId"]]] for r in ratings])
y = np.array([(r["rating"] - min_rating) / (max_rating - min_rating) for r in ratings])
train_indices = int(0.9 * len(ratings))
x_train, x_val, y_train, y_val = (x[:train_indices], x[train_indices:], y[:train_indices], y[train_indices:])
EMBEDDING_SIZE = 6


class RecommenderNet(keras.Model):
    def __init__(self, num_users, num_movies, embedding_size, **kwargs):
        super().__init__(**kwargs)
        self.num_users = num_users
        self.num_movies = num_movies
        self.embedding_size = embedding_size
        self.user_embedding = layers.Embedding(num_users, embedding_size, embeddings_initializer="he_normal", embeddings_regularizer=keras.regularizers.l2(1e-6))
        self.user_bias = layers.Embedding(num_users, 1)
        self.movie_embedding = layers.Embedding(num_movies, embedding_size, embeddings_initializer="he_normal", embeddings_regularizer=keras.regularizers.l2(1e-6))
        self.movie_bias = layers.Embedding(num_movies, 1)

    def call(self, inputs):
        user_vector = self.user_embedding(inputs[:, 0])
        user_bias = self.user_bias(inputs[:, 0])
        movie_vector = self.movie_embedding(inputs[:, 1])
        movie_bias = self.movie_bias(inputs[:, 1])
        dot_user_movie = tf.tensordot(user_vector, movie_vector, 2)
        x = dot_user_movie + user_bias + movie_bias
        return tf.nn.sigmoid(x)


model = RecommenderNet(num_users, num_movies, EMBEDDING_SIZE)
model.compile(loss=tf.keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(learning_rate=0.001))
history = model.fit(x=x_train, y=y_train, batch_size=16, epochs=4, verbose=0, validation_data=(x_val, y_val))
print({k: [round(v, 5) for v in vs] for k, vs in history.history.items()})
model.summary()

user_id = user_ids[3]
movies_watched_by_user = [r["movieId"] for r in ratings if r["userId"] == user_id]
movies_not_watched = [m for m in movie_ids if m not in movies_watched_by_user]
movies_not_watched = [[movie2movie_encoded.get(m)] for m in movies_not_watched]
user_encoder = user2user_encoded.get(user_id)
user_movie_array = np.hstack(([[user_encoder]] * len(movies_not_watched), movies_not_watched))
predicted = model.predict(user_movie_array, verbose=0).flatten()
top_ratings_indices = predicted.argsort()[-10:][::-1]
print(user_movie_array.tolist(), len(top_ratings_indices), np.round(predicted, 4))

# Two towers with Dot, in the functional style, and a weighted loss
user = keras.Input((1,), name="user", dtype="int32")
movie = keras.Input((1,), name="movie", dtype="int32")
u = layers.Flatten()(layers.Embedding(num_users, 4, embeddings_constraint="unit_norm")(user))
m = layers.Flatten()(layers.Embedding(num_movies, 4, embeddings_constraint=keras.constraints.UnitNorm(axis=1))(movie))
score = layers.Dot(axes=1, normalize=True)([u, m])
towers = keras.Model({"user": user, "movie": movie}, layers.Rescaling(0.5, offset=0.5)(score))
towers.compile(keras.optimizers.Adagrad(0.1), loss="mse", metrics=[keras.metrics.RootMeanSquaredError(), "mae"], weighted_metrics=["mse"])
h = towers.fit({"user": x_train[:, 0], "movie": x_train[:, 1]}, y_train, sample_weight=1 + y_train, batch_size=16, epochs=3, verbose=0)
print({k: [round(v, 4) for v in vs] for k, vs in h.history.items()})
print(np.round(np.linalg.norm(towers.get_weights()[0], axis=1), 4)[:4])
